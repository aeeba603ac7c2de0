import { expect, test } from 'vitest'
import { adviceFor } from './advice.ts'

test.each([
  [
    'FATAL:  could not write lock file "postmaster.pid": No space left on device',
    'The disk is full. Make room on the disk that holds /data.',
  ],
  ['FATAL:  could not open file "global/pg_filenode.map": Permission denied', 'belong to somebody else'],
  ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', 'Stop that program'],
  ['spawn /data/binaries-18.4.0/bin/postgres ENOENT', 'Run npm ci'],
  ['PANIC:  could not locate a valid checkpoint record', 'Restore them from a backup'],
  ['something nobody has seen yet', 'Its log in /data tells more.'],
])('R1: a PostgreSQL that says "%s" comes with what to do', (words, advice) => {
  expect(adviceFor(words, '/data')).toContain(advice)
})
