import type { MessageLine } from './line-of.ts'
import type { PartKind } from './part-glyph.tsx'

/** A part of a message that this version cannot show. Its name alone stands in a list, with `more` in the conversation. */
export type UnreadPart = {
  readonly glyph: PartKind
  readonly name: string
  readonly more: string
  /** Says how the words came, not what was sent: not worth a list's one line beside them. */
  readonly isAside: boolean
}

type PartWords = {
  readonly glyph: PartKind
  readonly one: string
  readonly many?: string
  readonly more?: string
  readonly isAside?: true
}

const SEE_IT = 'This version cannot show it; see it on Facebook.'
const SEE_THEM = 'This version cannot show them; see them on Facebook.'
/** Of a kind that is new: whatever learns it reads it again. */
const KEPT = 'It is kept as Facebook sent it, and appears here once a newer version can read it. Until then see it on Facebook.'
const POST: PartWords = { glyph: 'post', one: 'Shared post', many: 'shared posts' }
const REEL: PartWords = { glyph: 'reel', one: 'Shared reel', many: 'shared reels' }
const STICKER: PartWords = { glyph: 'sticker', one: 'Sticker', many: 'stickers' }

/** What the desk calls the parts that it keeps unread (src/facebook/reading/labels.ts), in an agent's words. */
const WORDS: Readonly<Record<string, PartWords>> = {
  image: { glyph: 'picture', one: 'Picture', many: 'pictures' },
  video: { glyph: 'video', one: 'Video', many: 'videos' },
  audio: { glyph: 'voice', one: 'Voice message', many: 'voice messages' },
  file: { glyph: 'file', one: 'File', many: 'files' },
  sticker: STICKER,
  'sticker id': STICKER,
  fallback: { glyph: 'link', one: 'Shared link', many: 'shared links' },
  location: { glyph: 'location', one: 'Location', many: 'locations' },
  template: { glyph: 'tap', one: 'Message with buttons', many: 'messages with buttons' },
  post: POST,
  ig_post: POST,
  share: POST,
  reel: REEL,
  ig_reel: REEL,
  appointment_booking: { glyph: 'unknown', one: 'Appointment', many: 'appointments' },
  postback: { glyph: 'tap', one: 'Tapped a button', more: '' },
  'quick reply': { glyph: 'tap', one: 'Tapped a suggested answer', more: '', isAside: true },
  'reply to': {
    glyph: 'answer',
    one: 'Answers an earlier message',
    more: 'This version cannot show which; see it on Facebook.',
    isAside: true,
  },
  referral: { glyph: 'link', one: 'Came through a link or an ad', more: 'This version cannot show which.', isAside: true },
  'is unsupported': { glyph: 'unknown', one: 'Message we cannot show', more: 'Facebook does not pass it on; see it on Facebook.' },
  text: {
    glyph: 'unknown',
    one: 'The rest of a very long text',
    more: 'Pagedesk shows its first 20,000 letters; see all of it on Facebook.',
    isAside: true,
  },
  'message without content': {
    glyph: 'unknown',
    one: 'Message without content',
    more: 'Facebook passed on nothing of it; see it on Facebook.',
  },
}

/** Whoever writes an address sends what Facebook shows of it, too. The address itself stands in the words. */
const PREVIEW: UnreadPart = { glyph: 'link', name: 'Link preview', more: SEE_IT, isAside: true }
const LINK = /https?:\/\/|www\./iu

/** Facebook's notes to other machines. They say nothing to a reader. */
const MACHINE_NOTES: ReadonlySet<string> = new Set(['nlp', 'hop context'])

/** What stands beside a message's words, or in their place. A message that has neither is told as one we cannot show. */
export function unreadParts({ text, unread }: Pick<MessageLine, 'text' | 'unread'>): readonly UnreadPart[] {
  const tokens = unread === null || unread === '' ? [] : tokensOf(unread)
  if (tokens.length === 0 && text === '' && unread !== null) {
    return [{ glyph: 'unknown', name: 'Message we cannot show', more: 'See it on Facebook.', isAside: false }]
  }
  return tokens.map((token) => (token.word === 'fallback' && LINK.test(text) ? PREVIEW : partOf(token)))
}

type Token = { readonly word: string; readonly count: number }

function tokensOf(label: string): readonly Token[] {
  const all = label.split(', ').map((part): Token => {
    const [, word = part, count] = /^(?:attachment: )?(.*?)(?: ×(\d+))?$/u.exec(part) ?? []
    return { word, count: Number(count ?? 1) }
  })
  const hasSticker = all.some(({ word }) => word === 'sticker' || word === 'sticker id')
  // A sticker comes as a picture of itself, too (Messenger Platform docs, until 30 August 2026).
  const isTwin = ({ word }: Token): boolean => hasSticker && (word === 'image' || word === 'sticker id')
  const real = all.filter((token) => !MACHINE_NOTES.has(token.word) && !isTwin(token))
  return hasSticker && !real.some(({ word }) => word === 'sticker') ? [{ word: 'sticker', count: 1 }, ...real] : real
}

function partOf({ word, count }: Token): UnreadPart {
  const words = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined
  if (words === undefined) {
    return { glyph: 'unknown', name: `Message we cannot show (${word})`, more: KEPT, isAside: false }
  }
  const { glyph, one, many = one, more, isAside = false } = words
  return count > 1
    ? { glyph, name: `${count} ${many}`, more: more ?? SEE_THEM, isAside }
    : { glyph, name: one, more: more ?? SEE_IT, isAside }
}
