import { expect, test } from 'vitest'
import type { AttachmentId } from '../ids.ts'
import type { Act } from './act.ts'
import { summaryOfAct, textOfAct } from './text-of-act.ts'

const file = { id: 'f' as AttachmentId, what: 'file', digest: 'd', form: 'original', type: 'application/pdf', name: 'plan.pdf' } as const
const offer = { kind: 'quick-replies', replies: ['Yes', 'No'] } as const

test.each<[Act, string | undefined]>([
  [{ kind: 'say', text: 'Hello' }, 'Hello'],
  [{ kind: 'say', text: '', files: [file] }, undefined],
  [{ kind: 'say-privately', text: 'Hello' }, 'Hello'],
  [{ kind: 'edit', text: 'Hello' }, 'Hello'],
  [{ kind: 'react', reaction: '👍', isPrivate: true }, '👍'],
  [{ kind: 'react', reaction: undefined, isPrivate: true }, undefined],
  [{ kind: 'react', reaction: 'like' }, undefined],
  [{ kind: 'hide', isHidden: true }, undefined],
  [{ kind: 'remove' }, undefined],
  [{ kind: 'block', isBlocked: true }, undefined],
])('%j says "%s"', (act, text) => {
  expect(textOfAct(act)).toBe(text)
})

test('a reply brings files and what can be tapped beside its words, all else nothing', () => {
  expect(summaryOfAct({ kind: 'say', text: '', files: [file, file], offer }).map(({ what, count }) => `${count} ${what}`)).toEqual([
    '2 file',
    '1 choices',
  ])
  expect(summaryOfAct({ kind: 'edit', text: 'Hello' })).toEqual([])
})
