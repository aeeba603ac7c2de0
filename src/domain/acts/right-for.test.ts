import { expect, test } from 'vitest'
import type { ActKind } from '../conversations/subject.ts'
import { rightFor } from './right-for.ts'

const IN_PUBLIC: Readonly<Record<ActKind, string>> = {
  say: 'ticket.reply',
  'say-privately': 'comment.moderate',
  edit: 'comment.moderate',
  remove: 'comment.moderate',
  hide: 'comment.moderate',
  react: 'comment.moderate',
  block: 'comment.moderate',
}

test.each(Object.entries(IN_PUBLIC) as [ActKind, string][])('"%s" needs in public %s, and in private the right to reply', (act, right) => {
  expect(rightFor(act, { isPublic: true })).toBe(right)
  expect(rightFor(act, { isPublic: false })).toBe('ticket.reply')
})
