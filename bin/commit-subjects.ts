import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/**
 * Names every commit whose subject is longer than a list of commits shows, and fails. What was committed before the rule
 * was checked is published and stays. Without git there is nothing to look at; of a shallow clone what is there is looked at.
 */
const COLUMNS = 72
const CHECKED_SINCE = '2026-11-28T19:30:00Z'

const letters = new Intl.Segmenter()

const log = ['log', '--no-merges', `--since=${CHECKED_SINCE}`, '--format=%h %s']
// A folder of a tarball may lie inside somebody else's repository: only one of our own counts.
const { status, stdout } = existsSync('.git') ? spawnSync('git', log, { encoding: 'utf8' }) : { status: 1, stdout: '' }
const lines = status === 0 ? stdout.split('\n').filter((line) => line !== '') : []
const commits = lines.map((line) => {
  const [hash = '', ...words] = line.split(' ')
  return { hash, line, columns: [...letters.segment(words.join(' '))].length }
})
const long = commits.filter(({ columns }) => columns > COLUMNS)

for (const { hash, line, columns } of long) {
  console.error(`${line}\n  has ${columns} columns, ${COLUMNS} is the most: git rebase -i ${hash}^, and say "reword" of it`)
}
process.exitCode = long.length === 0 ? 0 : 1
