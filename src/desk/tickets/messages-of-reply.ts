import { REACH } from '#domain/conversations/subject.ts'
import type { Words } from '#domain/entries/mention.ts'
import { DeskError } from '#domain/errors.ts'
import { inMessages } from '#domain/files/in-messages.ts'
import type { AttachmentId, MessageId } from '#domain/ids.ts'
import type { Offer } from '#domain/offers/offer.ts'
import type { MessageTemplate } from '#domain/templates/message-template.ts'
import type { Tx } from '#storage/database.ts'
import type { LockedTicket } from '#storage/tickets/lock.ts'
import type { Actor } from '../desk.ts'
import { filledTemplate, type WantedTemplate } from '../templates/filled-template.ts'
import { addressed } from './addressed.ts'
import { fittingText } from './fitting-text.ts'
import { sayableFiles } from './sayable-files.ts'
import { sayableOffer } from './sayable-offer.ts'
import type { Message } from './say.ts'

/** What a reply says, before it is known which messages that makes. */
export type Said = {
  /** May be empty where files or cards are said. */
  readonly text: string
  /** Messages of their own behind it, each of which waits for the one before. */
  readonly more?: readonly string[] | undefined
  /** In place of words and files, as a utility message: a template that Facebook approved, with its values. */
  readonly template?: WantedTemplate | undefined
  /** Files that whoever answers has uploaded: in public with the words, in private behind them, each message of them waiting for the one before. */
  readonly files?: readonly AttachmentId[] | undefined
  /** What can be tapped: answers under the last message of all, buttons under the last words, cards as a message of their own at the end. */
  readonly offer?: Offer | undefined
  /** Whose author is mentioned before the text. */
  readonly mention?: MessageId | undefined
  /** Who is named in the text already: it was said before so. Nobody but the desk itself tells that. */
  readonly mentions?: Words['mentions']
}

/** Throws where there is nothing to say, or more than one message holds. A template brings its own words. */
export function requireWords({ text, template, files = [], more = [], mention, offer }: Said): void {
  if (template === undefined) {
    fittingText(text, { isAlone: files.length === 0 && offer === undefined })
    more.forEach((next) => fittingText(next))
    if (offer) {
      sayableOffer(offer, { text: more.at(-1) ?? text, hasFiles: files.length > 0 })
    }
  } else if (text.trim() !== '' || files.length > 0 || more.length > 0 || mention !== undefined || offer !== undefined) {
    throw new DeskError('invalid', 'A template is sent alone: without a text, files, a mention or anything to tap of its own.')
  }
}

type Asked = {
  readonly actor: Actor
  readonly ticket: LockedTicket
  readonly reply: Said
  readonly template: MessageTemplate | undefined
}

/** The first names whoever is mentioned. Files stand beside its words, or are messages of their own behind all words, as the channel takes them. */
export async function messagesOf(tx: Tx, { actor, ticket, reply, template }: Asked): Promise<Message[]> {
  const { workspaceId } = actor
  if (template && reply.template) {
    const filled = filledTemplate(template, reply.template.values)
    return [{ words: { text: fittingText(filled.text) }, files: [], template: filled.template, beside: filled.parts }]
  }
  const { text, mention, mentions, files: ids = [], more = [], offer } = reply
  const words = {
    ...(await addressed(tx, { workspaceId, ticket, text, mention, isAlone: ids.length === 0 && offer === undefined })),
    ...(mentions && { mentions }),
  }
  const files = await sayableFiles(tx, { actor, subject: ticket.subjectKind, ids })
  const behind: Message[] = []
  for (const next of more) {
    behind.push({ words: await addressed(tx, { workspaceId, ticket, text: next, mention: undefined, isAlone: true }), files: [] })
  }
  if (REACH[ticket.subjectKind].files?.goes !== 'alone') {
    return [{ words, files }, ...behind]
  }
  const first: Message[] = words.text === '' ? [] : [{ words, files: [] }]
  const texts = [...first, ...behind]
  const ofFiles = inMessages(files).map((together): Message => ({ words: NO_WORDS, files: together }))
  return offer === undefined ? [...texts, ...ofFiles] : withOffer(offer, { texts, ofFiles })
}

const NO_WORDS = { text: '' }

type Parted = { readonly texts: readonly Message[]; readonly ofFiles: readonly Message[] }

/** Quick replies vanish with the next message: they stand under the last of all. */
function withOffer(offer: Offer, { texts, ofFiles }: Parted): Message[] {
  switch (offer.kind) {
    case 'quick-replies':
      return underLast([...texts, ...ofFiles], offer)
    case 'buttons':
      return [...underLast(texts, offer), ...ofFiles]
    case 'cards':
      return [...texts, ...ofFiles, { words: NO_WORDS, files: [], offer: sayableOffer(offer, { text: '', hasFiles: false }) }]
  }
}

function underLast(messages: readonly Message[], offer: Offer): Message[] {
  return messages.map((message, index) =>
    index === messages.length - 1
      ? { ...message, offer: sayableOffer(offer, { text: message.words.text, hasFiles: message.files.length > 0 }) }
      : message,
  )
}
