import type { Series } from '#domain/acts/series.ts'
import { REACH } from '#domain/conversations/subject.ts'
import { wordsAlone } from '#domain/entries/content.ts'
import { unheard } from '#domain/entries/entry.ts'
import { filesOf, type Part } from '#domain/entries/part.ts'
import type { Words } from '#domain/entries/mention.ts'
import type { ReplyMode } from '#domain/messaging-policy/reply-mode.ts'
import { partOfOffer, type Offer } from '#domain/offers/offer.ts'
import type { SaidTemplate } from '#domain/templates/message-template.ts'
import type { ActId, MessageId } from '#domain/ids.ts'
import { insertAct } from '#storage/acts-asked-for.ts'
import { noteAttachments } from '#storage/attachments.ts'
import type { Tx } from '#storage/database.ts'
import { insertEntries } from '#storage/entries/save.ts'
import { sayUploads } from '#storage/files/uploads.ts'
import type { LockedTicket } from '#storage/tickets/lock.ts'
import type { Actor, Desk } from '../desk.ts'
import type { Sayable } from './sayable-files.ts'

/** One message: the words, and the files that go along. */
export type Message = {
  readonly words: Words
  readonly files: readonly Sayable[]
  /** Of which the words are made. */
  readonly template?: SaidTemplate
  /** What the template shows below them. */
  readonly beside?: readonly Part[]
  /** What can be tapped under it, or is all of it. */
  readonly offer?: Offer
}

type Saying = {
  readonly actor: Actor
  readonly ticket: Pick<LockedTicket, 'id' | 'channelId' | 'conversationId' | 'subjectKind'>
  readonly mode: ReplyMode
  readonly messages: readonly Message[]
  /** Until then they may be taken back. */
  readonly heldUntil: Date | undefined
  /** The channel's name for the message that the first of them quotes. */
  readonly repliesTo: string | undefined
}

/** Writes down messages of ours and, queued, the acts that say them: of several each waits for those before it. Answers which they are, in order. */
export async function sayAll(tx: Tx, desk: Desk, { messages, repliesTo, ...saying }: Saying): Promise<MessageId[]> {
  const now = desk.now()
  const size = messages.length
  const firstId = desk.newId<ActId>()
  const said: MessageId[] = []
  for (const [index, message] of messages.entries()) {
    const actId = index === 0 ? firstId : desk.newId<ActId>()
    const series = size === 1 ? undefined : { id: firstId, place: index + 1, size }
    // A moment each: by it the desk and the screens put them in order.
    const at = new Date(now.getTime() + index)
    said.push(await say(tx, desk, { ...saying, message, repliesTo: index === 0 ? repliesTo : undefined, actId, series, at }))
  }
  return said
}

type OneSaying = Omit<Saying, 'messages'> & {
  readonly message: Message
  readonly actId: ActId
  readonly series: Series | undefined
  readonly at: Date
}

async function say(tx: Tx, desk: Desk, { actor, ticket, mode, message, repliesTo, ...one }: OneSaying): Promise<MessageId> {
  const { actId, series, heldUntil, at } = one
  const { workspaceId, userId } = actor
  const { channelId, conversationId, subjectKind } = ticket
  const { words, template, offer, beside: shown = [] } = message
  const files = message.files.map(({ file }) => file)
  const parts = [...message.files.map(({ part }) => part), ...shown, ...(offer === undefined ? [] : [partOfOffer(offer)])]
  const id = desk.newId<MessageId>()
  const entry = {
    ...unheard(REACH[subjectKind].isPublic ? 'comment' : 'message', undefined),
    author: { kind: 'member', userId },
    writtenAt: at,
    content: { value: { ...wordsAlone(words.text), ...words, parts, repliesTo }, at },
  } as const
  await insertEntries(
    tx,
    { workspaceId, channelId },
    { at, entries: [{ id, conversationId, ticketId: ticket.id, entry, carrying: undefined }] },
  )
  // What was uploaded is here already: to be fetched are the pictures of cards.
  const pictures = filesOf(parts).filter(({ url }) => url !== undefined)
  await noteAttachments(
    tx,
    workspaceId,
    pictures.map((picture) => ({ ...picture, entryId: id })),
  )
  await sayUploads(tx, workspaceId, { entryId: id, ids: files.map((file) => file.id) })
  const quote = repliesTo === undefined ? {} : { repliesTo }
  const beside = {
    ...quote,
    ...(files.length === 0 ? {} : { files }),
    ...(template === undefined ? {} : { template }),
    ...(offer === undefined ? {} : { offer }),
  }
  const act = { kind: 'say', ...words, ...beside, ...(mode === 'response' ? {} : { mode }) } as const
  await insertAct(tx, { workspaceId, id: actId, conversationId, channelId, entryId: id, act, by: userId, at, series, heldUntil })
  return id
}
