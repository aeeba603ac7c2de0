import { wordsAlone } from '#domain/entries/content.ts'
import { unheard } from '#domain/entries/entry.ts'
import type { ClientId, ConversationId, MessageId, WorkspaceId } from '#domain/ids.ts'
import type { KeptAct } from '#storage/acts.ts'
import { authorOfEntry, linkPerson } from '#storage/authors.ts'
import { insertConversations } from '#storage/conversations/save.ts'
import { lockConversations } from '#storage/conversations/lock.ts'
import type { Tx } from '#storage/database.ts'
import { lockEntries } from '#storage/entries/lock.ts'
import { insertEntries, saveEntries } from '#storage/entries/save.ts'
import { subjectKey } from '#domain/conversations/subject.ts'
import type { Desk } from '../desk.ts'

type Said = {
  readonly workspaceId: WorkspaceId
  readonly kept: KeptAct
  readonly text: string
  readonly personId: string | undefined
  readonly externalId: string | undefined
}

/**
 * A private reply reached somebody whom only the channel knew: who wrote the comment is that person, for the channel told so. What we said stands in
 * their private conversation, without a ticket until they answer there.
 */
export async function recordPrivateReply(tx: Tx, desk: Desk, { workspaceId, kept, text, personId, externalId }: Said): Promise<void> {
  if (personId === undefined || externalId === undefined) {
    return
  }
  const { channelId, entryId } = kept
  const scope = { workspaceId, channelId }
  const author = await authorOfEntry(tx, workspaceId, entryId)
  if (author) {
    await linkPerson(tx, scope, { personId, clientId: author.clientId, at: desk.now() })
  }
  const subject = { kind: 'direct', personId } as const
  const somebody = { identity: { kind: 'person', externalId: personId } as const, clientId: desk.newId<ClientId>() }
  const [there] = await lockConversations(tx, scope, [subjectKey(subject)])
  if (!there) {
    await insertConversations(tx, scope, { at: desk.now(), conversations: [{ id: desk.newId<ConversationId>(), subject, somebody }] })
  }
  const [talk] = there ? [there] : await lockConversations(tx, scope, [subjectKey(subject)])
  if (!talk) {
    throw new Error('The conversation of a private reply was not made.')
  }
  const [heard] = await lockEntries(tx, scope, { names: [{ thing: 'message', externalId }], ownIds: [] })
  const ours = { kind: 'member', userId: kept.by } as const
  if (heard) {
    // Its echo was faster, and told nobody of us.
    await saveEntries(tx, workspaceId, [{ ...heard, entry: { ...heard.entry, author: ours }, isRewritten: false }])
    return
  }
  const at = desk.now()
  const entry = { ...unheard('message', externalId), author: ours, writtenAt: at, content: { value: wordsAlone(text), at } }
  const message = { id: desk.newId<MessageId>(), conversationId: talk.id, ticketId: undefined, entry, carrying: undefined }
  await insertEntries(tx, scope, { at, entries: [message] })
}
