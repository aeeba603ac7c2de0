import type { Moderation } from '#domain/acts/act.ts'
import type { Outcome } from '#domain/acts/outcome.ts'
import { advance } from '#domain/acts/state.ts'
import { merge, type EntryNews } from '#domain/entries/merge.ts'
import { THE_PAGE, type Reaction } from '#domain/entries/reaction.ts'
import { subjectKey } from '#domain/conversations/subject.ts'
import type { ConversationId, MessageId, TicketId, WorkspaceId } from '#domain/ids.ts'
import { lockAct, type KeptAct } from '#storage/acts.ts'
import { saveActResult, saveActState } from '#storage/acts-state.ts'
import { saveBlocked } from '#storage/blocked-authors.ts'
import { lockConversation, lockConversationBeside } from '#storage/conversations/lock.ts'
import type { Tx } from '#storage/database.ts'
import { lockEntry } from '#storage/entries/lock.ts'
import { removeBelow } from '#storage/entries/remove-below.ts'
import { saveEntries } from '#storage/entries/save.ts'
import { appendEvents } from '#storage/events.ts'
import type { Desk } from '../desk.ts'
import { threadEvents } from '../posts/follow-threads.ts'
import { followSaid, movedEvents } from '../tickets/follow-said.ts'
import { recordPrivateReply } from './record-private-reply.ts'
import { recordSaid } from './record-said.ts'

type Done = { readonly workspaceId: WorkspaceId; readonly kept: KeptAct; readonly outcome: Extract<Outcome, { readonly kind: 'sent' }> }

/** The channel did it. What it tells of that later is no news: the same thing is done to the same entry. */
export async function recordDone(tx: Tx, desk: Desk, { workspaceId, kept, outcome }: Done): Promise<void> {
  const { act } = kept
  const { externalId, calledAs, personId } = outcome
  if (act.kind === 'say') {
    if (externalId === undefined) {
      throw new Error('The channel said something, and did not name it.')
    }
    const said = [{ kept, externalId, calledAs }]
    return await appendEvents(tx, workspaceId, await recordSaid(tx, desk, { workspaceId, channelId: kept.channelId, said }))
  }
  await lockPlaces(tx, workspaceId, { kept, personId })
  const target = await lockEntry(tx, workspaceId, kept.entryId)
  const before = (await lockAct(tx, workspaceId, kept.id))?.state
  if (before === undefined || advance(before, 'sent') === before) {
    return
  }
  const at = desk.now()
  await saveActState(tx, { workspaceId, id: kept.id }, { state: 'sent', at })
  if (act.kind !== 'say-privately' && act.kind !== 'block' && target) {
    const entry = merge(target.entry, newsOf(act, at))
    await saveEntries(tx, workspaceId, entry === target.entry ? [] : [{ ...target, entry, isRewritten: false }])
  }
  const elsewhere = await recordElsewhere(tx, desk, { workspaceId, kept, outcome })
  const changed = [{ id: kept.entryId, ticketId: target?.ticketId }, ...elsewhere].flatMap(({ ticketId, ...line }) =>
    ticketId ? [{ ...line, ticketId }] : [],
  )
  // Whoever is blocked said what they said: nothing is to be counted, and other conversations than this one are not locked.
  const counted = act.kind === 'block' ? [] : changed
  const moves = await followSaid(tx, workspaceId, {
    tickets: [...new Set(counted.map(({ ticketId }) => ticketId))],
    conversations: [kept.conversationId],
    now: at,
  })
  await appendEvents(tx, workspaceId, [
    ...threadEvents(elsewhere.flatMap(({ ticketId, conversationId = [] }) => (ticketId ? [] : conversationId))),
    ...movedEvents(moves),
    ...changed.map(
      ({ id: lineId, ticketId, isNew = false }) =>
        ({ type: isNew ? 'entry.added' : 'entry.changed', ticketId, payload: { lineId } }) as const,
    ),
  ])
}

type Line = {
  readonly id: MessageId
  readonly ticketId: TicketId | null | undefined
  /** Of what everybody reads. */
  readonly conversationId?: ConversationId
  readonly isNew?: boolean
}

/** What it did to other lines than its own: below the head of a thread all goes with it; whoever is blocked wrote others, too; a private reply stands in the private conversation. */
async function recordElsewhere(tx: Tx, desk: Desk, { workspaceId, kept, outcome }: Done): Promise<readonly Line[]> {
  const { act, channelId, conversationId, id } = kept
  if (act.kind === 'remove') {
    return await removeBelow(tx, { workspaceId, channelId }, [conversationId])
  }
  if (act.kind === 'block') {
    return await saveBlocked(tx, { workspaceId, channelId }, { entryId: kept.entryId, isBlocked: act.isBlocked, at: desk.now() })
  }
  if (act.kind !== 'say-privately') {
    return []
  }
  const { personId, externalId } = outcome
  await saveActResult(tx, { workspaceId, id }, { personId, externalId })
  return personId === undefined || externalId === undefined
    ? []
    : [await recordPrivateReply(tx, desk, { workspaceId, kept, text: act.text, personId, externalId })]
}

type Places = { readonly kept: KeptAct; readonly personId: string | undefined }

/** The conversation in which it was done and, where somebody was written to, the private one, in the order in which everybody locks them. */
async function lockPlaces(tx: Tx, workspaceId: WorkspaceId, { kept: { channelId, conversationId }, personId }: Places): Promise<void> {
  if (personId === undefined) {
    await lockConversation(tx, workspaceId, conversationId)
  } else {
    const key = subjectKey({ kind: 'direct', personId })
    await lockConversationBeside(tx, { workspaceId, channelId }, { conversationId, key })
  }
}

function newsOf(act: Exclude<Moderation, { readonly kind: 'say-privately' | 'block' }>, at: Date): EntryNews {
  switch (act.kind) {
    case 'edit':
      return { act: 'edited', text: act.text, at }
    case 'remove':
      return { act: 'removed', at }
    case 'hide':
      return { act: act.isHidden ? 'hidden' : 'unhidden', at }
    case 'react':
      return { act: 'reacted', by: THE_PAGE, reaction: signOf(act), at }
  }
}

/** The channel's own name for an emoji comes with its news, where it tells any. */
function signOf({ reaction, isPrivate }: Extract<Moderation, { readonly kind: 'react' }>): Reaction | undefined {
  if (reaction === undefined) {
    return undefined
  }
  return isPrivate ? { name: 'other', emoji: reaction } : { name: reaction, emoji: '👍' }
}
