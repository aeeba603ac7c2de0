import { expect, test } from 'vitest'
import { afterDoubt } from './after-doubt.ts'

test.each([
  ['what is to be deleted and is gone is deleted', 'remove', 'gone', 'done'],
  ['what is gone was not hidden', 'hide', 'gone', 'failed'],
  ['a refusal of the second call tells nothing of the first', 'hide', 'page-restricted', 'doubt'],
  ['that it may not be deleted neither', 'remove', 'permission-missing', 'doubt'],
] as const)('%s', (_title, kind, reason, expected) => {
  expect(afterDoubt({ kind }, { reason })).toBe(expected)
})
