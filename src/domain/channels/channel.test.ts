import { expect, test } from 'vitest'
import { EXTENSIONS } from '../extensions/extension.ts'
import { CHANNEL_KINDS, EXTENSION_OF } from './channel.ts'

test('every kind of channel hangs on an extension that there is', () => {
  expect(CHANNEL_KINDS.map((kind) => EXTENSION_OF[kind]).filter((name) => !EXTENSIONS.includes(name))).toEqual([])
})
