import { expect, test } from 'vitest'
import { inMessages } from './in-messages.ts'
import type { SentKind } from './outgoing-file.ts'

test.each<[string, SentKind[], SentKind[][]]>([
  ['nothing', [], []],
  ['three pictures are one message', ['picture', 'picture', 'picture'], [['picture', 'picture', 'picture']]],
  ['anything else is one by itself', ['file', 'file', 'video'], [['file'], ['file'], ['video']]],
  ['the order stays', ['picture', 'audio', 'picture', 'picture'], [['picture'], ['audio'], ['picture', 'picture']]],
])('%s', (_what, kinds, messages) => {
  const together = inMessages(kinds.map((what) => ({ file: { what } })))
  expect(together.map((files) => files.map(({ file }) => file.what))).toEqual(messages)
})
