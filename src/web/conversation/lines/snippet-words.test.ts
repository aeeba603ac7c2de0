import { expect, test } from 'vitest'
import type { LastLine } from '../../api/types.ts'
import { snippetWords } from './snippet-words.ts'
import { unreadParts } from './unread-parts.ts'

type CustomerMessage = Extract<LastLine, { readonly line: 'customer-message' }>

function said({
  text = '',
  label,
  afterwards = null,
  summary = [],
  isEdited = false,
}: {
  text?: string
  label?: string
  summary?: CustomerMessage['summary']
  isEdited?: boolean
  afterwards?: CustomerMessage['afterwards']
}): CustomerMessage {
  return {
    line: 'customer-message',
    direction: 'in',
    kind: text !== '' && label === undefined ? 'text' : 'unknown',
    text,
    unread: label ?? (text === '' && summary.length === 0 ? '' : null),
    isPublic: false,
    author: { kind: 'client', id: null, name: null },
    state: null,
    detail: label === undefined ? null : { label },
    afterwards,
    summary,
    isEdited,
  }
}

const part = (what: CustomerMessage['summary'][number]['what'], count = 1, name: string | null = null) => ({
  what,
  count,
  name,
  durationMs: null,
})

test.each([
  ['words alone', { text: 'Is it open?' }, 'Is it open?'],
  ['a picture', { label: 'attachment: image' }, 'Picture'],
  ['three pictures with words', { text: 'Would they fit?', label: 'attachment: image ×3' }, '3 pictures: “Would they fit?”'],
  ['pictures and a file', { label: 'attachment: image ×2, file' }, '2 pictures, File'],
  ['an address with its preview', { text: 'This? https://shop.example/7', label: 'attachment: fallback' }, 'This? https://shop.example/7'],
  ['something shared with words', { text: 'And this', label: 'attachment: fallback' }, 'Shared link: “And this”'],
  ['a sticker, which comes as its picture, too', { label: 'attachment: image, sticker' }, 'Sticker'],
  ['a sticker of the old kind', { label: 'attachment: image, sticker id' }, 'Sticker'],
  ['a tapped button', { text: 'Test ride', label: 'postback' }, 'Tapped a button: “Test ride”'],
  ['a tapped button without a title', { label: 'postback' }, 'Tapped a button'],
  ['an answer to an earlier message', { text: 'That one', label: 'reply to' }, 'That one'],
  ['notes to machines', { text: 'Hello', label: 'nlp, hop context' }, 'Hello'],
  ['a kind that nobody foresaw', { label: 'coupon' }, 'Message we cannot show (coupon)'],
  ['a kind that is called like a part of JavaScript', { label: 'constructor' }, 'Message we cannot show (constructor)'],
  ['nothing at all', {}, 'Message we cannot show'],
  ['what Facebook gives to no app', { label: 'is unsupported' }, 'Message we cannot show'],
  ['words that were changed', { text: 'See you at ten', afterwards: 'changed' as const }, 'Edited: “See you at ten”'],
  ['words that were edited', { text: 'About 95', isEdited: true }, 'Edited: “About 95”'],
  ['edited words beside a picture', { text: 'About 95', isEdited: true, summary: [part('picture')] }, 'Edited: Picture: “About 95”'],
  ['pictures with words', { text: 'Would it fit here?', summary: [part('picture', 3)] }, '3 pictures: “Would it fit here?”'],
  ['a tapped answer, whose words are its title', { text: 'Test ride', summary: [part('tap', 1, 'Test ride')] }, 'Tapped “Test ride”'],
  ['words of somebody who came from an ad', { text: 'Hello', summary: [part('referral')] }, 'Hello'],
  ['a picture beside something unknown', { label: 'coupon', summary: [part('picture')] }, 'Picture, Message we cannot show (coupon)'],
  ['words that were taken back', { text: 'See you at ten', afterwards: 'taken-back' as const }, 'Took back a message'],
])('U38: the list says %s in the words of the conversation', (_what, message, words) => {
  expect(snippetWords(said(message)).words).toBe(words)
})

test('B09: every unread part of a message says what it is and where it can be seen', () => {
  const parts = unreadParts(said({ text: 'Look', label: 'attachment: image ×2, audio, reply to' }))
  expect(parts.map(({ name, more }) => `${name}. ${more}`)).toEqual([
    '2 pictures. This version cannot show them; see them on Facebook.',
    'Voice message. This version cannot show it; see it on Facebook.',
    'Answers an earlier message. This version cannot show which; see it on Facebook.',
  ])
})
