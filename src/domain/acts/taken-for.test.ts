import { expect, test } from 'vitest'
import type { OutgoingFile, SentKind } from '../files/outgoing-file.ts'
import type { AttachmentId } from '../ids.ts'
import type { Act } from './act.ts'
import { canBeTakenFor } from './taken-for.ts'

const file = (what: SentKind, digest: string, name?: string): OutgoingFile => ({
  id: digest as AttachmentId,
  what,
  digest,
  form: 'original',
  type: 'application/octet-stream',
  name,
})
const say = (text: string, ...files: OutgoingFile[]): Act => ({ kind: 'say', text, files })
const [ONE, OTHER] = [file('picture', 'one'), file('picture', 'other')]

test.each<[string, Act, Act, boolean]>([
  ['two pictures', say('', ONE), say('', OTHER), true],
  ['two pictures beside the same words', say('Here', ONE), say('Here', OTHER), true],
  ['two pictures beside other words', say('Here', ONE), say('There', OTHER), false],
  ['the same picture twice', say('', ONE), say('', ONE), false],
  ['one picture and two', say('', ONE), say('', ONE, OTHER), false],
  ['the same pictures in another order', say('', ONE, OTHER), say('', OTHER, ONE), true],
  ['a picture and a film', say('', ONE), say('', file('video', 'film')), false],
  ['a film and a sound', say('', file('video', 'film')), say('', file('audio', 'sound')), true],
  ['files of other names', say('', file('file', 'one', 'plan.pdf')), say('', file('file', 'other', 'bill.pdf')), false],
  ['files of one name', say('', file('file', 'one', 'plan.pdf')), say('', file('file', 'other', 'plan.pdf')), true],
  ['the same words', say('Here'), say('Here'), false],
  ['what is not said', { kind: 'remove' }, { kind: 'remove' }, false],
])('%s', (_what, one, other, expected) => {
  expect([canBeTakenFor(one, other), canBeTakenFor(other, one)]).toEqual([expected, expected])
})
