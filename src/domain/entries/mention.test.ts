import { expect, test } from 'vitest'
import { addressedTo, maskedText, mentionLength, mentionsKept, taggedText, tagsIn } from './mention.ts'

const anna = { externalId: '24016', name: 'Anna 🌱 Nowak' }
const words = addressedTo(anna, 'yes, in green.')

test('words to somebody begin with their name, and leave with their id in its place', () => {
  expect(words).toEqual({ text: 'Anna 🌱 Nowak yes, in green.', mentions: [{ externalId: '24016', offset: 0, length: 13 }] })
  expect(taggedText(words)).toBe('@[24016] yes, in green.')
})

test('several names are each replaced, in whichever order they are told', () => {
  const mentions = [
    { externalId: '2', offset: 9, length: 2 },
    { externalId: '1', offset: 0, length: 4 },
  ]
  expect(taggedText({ text: 'Anna and Bo agree', mentions })).toBe('@[1] and @[2] agree')
})

test('a text that names nobody is sent as it is', () => {
  expect(taggedText({ text: 'Yes' })).toBe('Yes')
})

test('a name and a tag that the channel left as it is are masked alike', () => {
  expect(maskedText({ text: '@[24016] yes, in green.' })).toBe(maskedText(words))
})

test.each([
  ['a long name', { externalId: '1', name: 'Nguyễn Thị Phương Anh' }, 22],
  ['a long id', { externalId: '24016000000000001', name: 'Bo' }, 21],
])('%s counts as what is more, and a space', (_what, named, length) => {
  expect(mentionLength(named)).toBe(length)
})

test('a name that stays in edited words still names somebody; one that is gone, or moved, does not', () => {
  expect(mentionsKept(words, 'Anna 🌱 Nowak no, in blue.')).toEqual(words.mentions)
  expect(mentionsKept(words, 'No, in blue.')).toEqual([])
  expect(mentionsKept(words, 'Dear Anna 🌱 Nowak')).toEqual([])
  expect(mentionsKept(words, 'Anna 🌱 Nowakowski, yes')).toEqual([])
})

test('what a channel would take for a name is found wherever it stands', () => {
  expect(tagsIn('Ask @[24016] or @[7:1:Bo], not anna@[home] or @12')).toEqual(['@[24016]', '@[7:1:Bo]'])
  expect(tagsIn('Yes')).toEqual([])
})
