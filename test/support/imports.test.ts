import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { circlesIn } from './imports.ts'

function write(files: Readonly<Record<string, string>>): string[] {
  mkdirSync('.cache', { recursive: true })
  const folder = mkdtempSync('.cache/imports-')
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return Object.entries(files).map(([name, text]) => {
    const file = join(folder, name)
    writeFileSync(file, text)
    return relative('.', file)
  })
}

test('a circle of imports is told as the way round, also when it is of types alone', () => {
  const files = write({
    'a.ts': "import { b } from './b.ts'\n",
    'b.ts': "import type { C } from './c.ts'\n",
    'c.ts': "export type C = import('./a.ts').A\n",
  })
  const [a, b, c] = files
  expect(circlesIn(files)).toEqual([`${a} → ${b} → ${c} → ${a}`])
})

test('two ways to one file are no circle', () => {
  const files = write({
    'a.ts': "import './b.ts'\nimport './c.ts'\n",
    'b.ts': "import './d.ts'\n",
    'c.ts': "import './d.ts'\n",
    'd.ts': '',
  })
  expect(circlesIn(files)).toEqual([])
})
