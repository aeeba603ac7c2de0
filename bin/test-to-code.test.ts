import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { row, testToCode } from './test-to-code.ts'

test('tests are counted beside the code of their room, and what serves tests is a test', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pagedesk-lines-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const files = {
    'src/domain/rule.ts': 10,
    'src/domain/rule.test.ts': 12,
    'src/domain/deep/er/list.gen.ts': 100,
    'src/web/screen.tsx': 20,
    'src/main.ts': 5,
    'bin/start.ts': 3,
    'test/support/build.ts': 7,
    'docs/notes.md': 50,
  }
  for (const [file, lines] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(file)), { recursive: true })
    writeFileSync(join(folder, file), 'a line\n'.repeat(lines))
  }
  expect(testToCode(folder)).toEqual([
    { room: 'bin', code: 3, test: 0 },
    { room: 'src', code: 5, test: 0 },
    { room: 'src/domain', code: 10, test: 12 },
    { room: 'src/web', code: 20, test: 0 },
    { room: 'test', code: 0, test: 7 },
    { room: 'all', code: 38, test: 19 },
  ])
})

test('a row tells how many lines of tests there are to a line of code', () => {
  expect(row({ room: 'src/domain', code: 10, test: 12 })).toBe('  src/domain         10      12   1.20')
  expect(row({ room: 'test', code: 0, test: 7 })).toBe('  test                0       7       ')
})
