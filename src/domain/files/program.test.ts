import { expect, test } from 'vitest'
import { isProgram } from './program.ts'

test.each([
  ['a program by its content, whatever it is called', { type: 'application/x-msdownload', name: 'plan.pdf' }, true],
  ['one by its ending', { type: 'application/octet-stream', name: 'Setup.EXE ' }, true],
  ['a script', { type: 'application/octet-stream', name: 'update.ps1' }, true],
  ['a document', { type: 'application/pdf', name: 'plan.pdf' }, false],
  ['what only sounds like one', { type: 'application/octet-stream', name: 'exe.notes' }, false],
  ['what has no name', { type: 'application/octet-stream' }, false],
])('%s: %j', (_what, file, told) => {
  expect(isProgram(file)).toBe(told)
})
