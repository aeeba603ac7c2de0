import { subjectKey } from '#domain/conversations/subject.ts'
import { wordsAlone } from '#domain/entries/content.ts'
import { unheard, type Entry } from '#domain/entries/entry.ts'
import type { ClientId, ConversationId, MessageId, TicketId, WorkspaceId } from '#domain/ids.ts'
import { effectOf } from '#domain/tickets/routing.ts'
import type { KeptAct } from '#storage/acts.ts'
import { authorOfEntry } from '#storage/authors.ts'
import { lockConversations, type LockedConversation } from '#storage/conversations/lock.ts'
import { insertConversations, lookAgainWhenAnsweredElsewhere } from '#storage/conversations/save.ts'
import type { Tx } from '#storage/database.ts'
import { lockEntries } from '#storage/entries/lock.ts'
import { insertEntries, saveEntries } from '#storage/entries/save.ts'
import { lastTickets } from '#storage/tickets/last.ts'
import type { Desk } from '../desk.ts'

type Said = {
  readonly workspaceId: WorkspaceId
  readonly kept: KeptAct
  readonly text: string
  readonly personId: string
  readonly externalId: string
}

/** Where it stands in private. */
type PrivateLine = { readonly id: MessageId; readonly ticketId: TicketId | undefined; readonly isNew: boolean }

/**
 * A private reply reached somebody whom only the channel knew: who wrote the comment is that person, for the channel told so. What we said stands in
 * their private conversation: in its ticket, as what is said elsewhere does, or without one until they answer there. It answers the comment: what
 * they had asked in private waits on. Its echo may have been faster, and ends the same. The conversations are locked.
 */
export async function recordPrivateReply(tx: Tx, desk: Desk, said: Said): Promise<PrivateLine> {
  const { workspaceId, kept, externalId } = said
  const scope = { workspaceId, channelId: kept.channelId }
  const conversation = await privateConversation(tx, desk, said)
  const [heard] = await lockEntries(tx, scope, { names: [{ thing: 'message', externalId }], ownIds: [] })
  const { id, ticketId, ...before } = heard ?? { id: desk.newId<MessageId>(), ticketId: undefined, entry: unheard('message', externalId) }
  const at = before.entry.writtenAt ?? desk.now()
  const entry = ours(before.entry, { ...said, at })
  const line = { id, ticketId: ticketId ?? (await ticketFor(tx, workspaceId, { conversation, at })), entry }
  if (!heard) {
    await insertEntries(tx, scope, { at, entries: [{ ...line, conversationId: conversation.id, carrying: undefined }] })
  } else {
    await saveEntries(tx, workspaceId, [{ ...heard, ...line, isRewritten: heard.entry.content === undefined }])
  }
  if (heard?.entry.author?.kind === 'elsewhere') {
    await lookAgainWhenAnsweredElsewhere(tx, { workspaceId, conversationId: conversation.id, beside: id })
  }
  return { id, ticketId: line.ticketId, isNew: heard?.entry.author === undefined }
}

function ours(entry: Entry, { kept, text, at }: Pick<Said, 'kept' | 'text'> & { readonly at: Date }): Entry {
  const content = entry.content ?? { value: wordsAlone(text), at }
  return { ...entry, author: { kind: 'member', userId: kept.by }, writtenAt: at, content }
}

async function privateConversation(tx: Tx, desk: Desk, { workspaceId, kept, personId }: Said): Promise<LockedConversation> {
  const scope = { workspaceId, channelId: kept.channelId }
  const subject = { kind: 'direct', personId } as const
  const [there] = await lockConversations(tx, scope, [subjectKey(subject)])
  if (there) {
    return there
  }
  const author = await authorOfEntry(tx, workspaceId, kept.entryId)
  const identity = { kind: 'person', externalId: personId } as const
  const somebody = { identity, clientId: author ?? desk.newId<ClientId>(), isKnown: author !== undefined }
  await insertConversations(tx, scope, { at: desk.now(), conversations: [{ id: desk.newId<ConversationId>(), subject, somebody }] })
  const [made] = await lockConversations(tx, scope, [subjectKey(subject)])
  if (!made) {
    throw new Error('The conversation of a private reply was not made.')
  }
  return made
}

type Ground = { readonly conversation: LockedConversation; readonly at: Date }

/** Private messages make tickets whatever is switched off. */
async function ticketFor(tx: Tx, workspaceId: WorkspaceId, { conversation, at }: Ground): Promise<TicketId | undefined> {
  const [last] = await lastTickets(tx, workspaceId, { conversations: [conversation.id], wholePosts: [] })
  const effect = effectOf({ by: 'us', at }, { last: last && { status: last.status, at: last.decidedAt }, isOn: true })
  return effect === 'joins' ? last?.id : undefined
}
