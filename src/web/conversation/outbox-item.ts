import { REPLY_MODES, type ReplyMode } from '#domain/messaging-policy/reply-mode.ts'
import type { TemplateValues } from '#domain/templates/message-template.ts'
import type { Offer } from '#domain/offers/offer.ts'
import type { FilePart } from '../api/types.ts'
import { readOffer } from './offers/read-offer.ts'
import { fileName } from './parts/file-words.ts'

export type OutboxMode = 'reply' | 'internal'

/** What one has written and the desk has not acknowledged. Its key keeps it from being taken twice. */
export type OutboxEntry = {
  readonly key: string
  readonly ticketId: string
  /** Who wrote it: in a browser that several people use nobody sees, or sends, what somebody else wrote. */
  readonly memberId: string
  readonly mode: OutboxMode
  /** As what a reply goes; of news whoever wrote confirmed the rule. */
  readonly replyMode: ReplyMode
  /** In a ticket of a whole post: what is answered. */
  readonly answering: { readonly threadId: string; readonly lineId: string } | undefined
  readonly text: string
  /** Messages of their own behind it, in order. */
  readonly more: readonly string[]
  /** Whose author is mentioned before the text, and what they are called. */
  readonly mention: { readonly lineId: string; readonly name: string } | undefined
  /** Of which the text is made: the desk makes it again. */
  readonly template?: ChosenTemplate | undefined
  /** The message that it quotes, and its words. */
  readonly quoting?: { readonly lineId: string; readonly words: string } | undefined
  /** What can be tapped. */
  readonly offer?: Offer | undefined
  /** Files that the desk has already, as it told them. */
  readonly files: readonly FilePart[]
  readonly writtenAt: string
  /** When its sending was asked for, the last time. */
  readonly askedAt: string
  /** Present once the desk refused it for good: the words to show. It waits for a person then. */
  readonly refusal: string | undefined
  /** The newest lines that stood there when a reply was written; undefined: nobody knows any more. */
  readonly seen: readonly string[] | undefined
  /** Of what was held back: the lines that came meanwhile. */
  readonly news: readonly string[] | undefined
}

/** A template that somebody filled. */
type ChosenTemplate = { readonly id: string; readonly values: TemplateValues }

/** Each name begins so. An item that is called so and no more was left by 0.1.0, which kept all entries in one. */
export const OUTBOX = 'pagedesk-outbox'

export function nameOf(entry: Pick<OutboxEntry, 'memberId' | 'key'>): string {
  return `${OUTBOX} ${entry.memberId} ${entry.key}`
}

/** The entries of an item, or undefined where it cannot be read: then it is shown as it is, for a text must not vanish. */
export function readItem(name: string, item: string): readonly OutboxEntry[] | undefined {
  const value = parsed(item)
  const entries = name === OUTBOX ? readAll(value) : readAll([value])
  return entries?.every((entry) => name === OUTBOX || name === nameOf(entry)) === true ? entries : undefined
}

function parsed(item: string): unknown {
  try {
    return JSON.parse(item)
  } catch (failure) {
    if (failure instanceof SyntaxError) {
      return undefined
    }
    throw failure
  }
}

function readAll(values: unknown): readonly OutboxEntry[] | undefined {
  if (!Array.isArray(values)) {
    return undefined
  }
  const entries = values.map(readEntry)
  return entries.includes(undefined) ? undefined : entries.filter((entry) => entry !== undefined)
}

function readEntry(value: unknown): OutboxEntry | undefined {
  if (typeof value !== 'object' || value === null) {
    return undefined
  }
  const { key, ticketId, memberId, text, writtenAt, askedAt, refusal, seen, news, ...more } = value as Record<string, unknown>
  const written = readWritten(more)
  if (!isText(key) || !isText(ticketId) || !isText(memberId) || !isText(text) || !isTime(writtenAt) || written === undefined) {
    return undefined
  }
  const asked = isTime(askedAt) ? askedAt : writtenAt
  return {
    key,
    ticketId,
    memberId,
    text,
    ...written,
    writtenAt,
    askedAt: asked,
    refusal: isText(refusal) ? refusal : undefined,
    seen: readIds(seen),
    news: readIds(news),
  }
}

function readIds(value: unknown): readonly string[] | undefined {
  return areAll(value, isText) ? value : undefined
}

type Told = Pick<OutboxEntry, 'mode' | 'replyMode' | 'more' | 'answering' | 'mention' | 'quoting' | 'template' | 'offer' | 'files'>

/** To whom it is written, and what goes along. What cannot be read there cannot be left out either: it would be sent as something else. */
function readWritten({
  mode,
  replyMode = 'response',
  answering,
  mention,
  template,
  quoting,
  offer,
  files = [],
  more = [],
}: Record<string, unknown>): Told | undefined {
  if (!isOutboxMode(mode) || !areAll(files, isFile) || !areAll(more, isText) || !isReplyMode(replyMode)) {
    return undefined
  }
  const read = {
    answering: readAnswering(answering),
    mention: readMention(mention),
    template: readTemplate(template),
    quoting: readQuoting(quoting),
    offer: readOffer(offer),
  }
  const told = [
    [answering, read.answering],
    [mention, read.mention],
    [template, read.template],
    [quoting, read.quoting],
    [offer, read.offer],
  ]
  return told.every(([value, one]) => value === undefined || one !== undefined) ? { mode, replyMode, more, ...read, files } : undefined
}

function areAll<Each>(values: unknown, isOne: (value: unknown) => value is Each): values is readonly Each[] {
  return Array.isArray(values) && values.every(isOne)
}

function isOutboxMode(value: unknown): value is OutboxMode {
  return value === 'reply' || value === 'internal'
}

function isReplyMode(value: unknown): value is ReplyMode {
  return REPLY_MODES.some((mode) => mode === value)
}

function readAnswering(value: unknown): OutboxEntry['answering'] {
  const { threadId, lineId } = Object(value) as Record<string, unknown>
  return isText(threadId) && isText(lineId) ? { threadId, lineId } : undefined
}

function readTemplate(value: unknown): ChosenTemplate | undefined {
  const { id, values } = Object(value) as Record<string, unknown>
  const { header, body } = Object(values) as Record<string, unknown>
  return isText(id) && areAll(header, isText) && areAll(body, isText) ? { id, values: { header, body } } : undefined
}

/** We wrote it as the desk told it; that it is one at all is what matters. */
function isFile(value: unknown): value is FilePart {
  return typeof value === 'object' && value !== null && 'part' in value && value.part === 'file' && 'id' in value && isText(value.id)
}

function readMention(value: unknown): OutboxEntry['mention'] {
  const { lineId, name } = Object(value) as Record<string, unknown>
  return isText(lineId) && isText(name) ? { lineId, name } : undefined
}

function readQuoting(value: unknown): OutboxEntry['quoting'] {
  const { lineId, words } = Object(value) as Record<string, unknown>
  return isText(lineId) && isText(words) ? { lineId, words } : undefined
}

/** The words as they will stand on Facebook. */
export function wordsOf({ mention, text, more }: Pick<OutboxEntry, 'mention' | 'text' | 'more'>): string {
  return [mention === undefined ? text : `${mention.name} ${text}`.trim(), ...more].join('\n\n')
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value))
}

/** For the one line of a list. */
export function inShort(entry: OutboxEntry): string {
  const [first, ...others] = entry.files
  if (wordsOf(entry) === '' && first === undefined && entry.offer?.kind === 'cards') {
    return entry.offer.cards[0]?.title ?? ''
  }
  return wordsOf(entry) !== '' || first === undefined ? wordsOf(entry) : others.length > 0 ? `${entry.files.length} files` : fileName(first)
}
