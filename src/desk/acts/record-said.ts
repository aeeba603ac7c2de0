import { advance } from '#domain/acts/state.ts'
import { unheard } from '#domain/entries/entry.ts'
import { join } from '#domain/entries/join.ts'
import { shownStateOf } from '#domain/entries/shown-state.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { settleActs, type KeptAct } from '#storage/acts.ts'
import { lockConversation } from '#storage/conversations/lock.ts'
import { lookAgainWhenAnsweredElsewhere } from '#storage/conversations/save.ts'
import type { Tx } from '#storage/database.ts'
import { lockEntries, lockOwnEntry } from '#storage/entries/lock.ts'
import type { KeptEntry } from '#storage/entries/kept-entry.ts'
import { joinEntries, saveEntries } from '#storage/entries/save.ts'
import { appendEvents } from '#storage/events.ts'
import type { Desk } from '../desk.ts'
import { followSaid, movedEvents } from '../tickets/follow-said.ts'

type Said = {
  readonly workspaceId: WorkspaceId
  readonly kept: KeptAct
  readonly externalId: string
  readonly calledAs?: string | undefined
}

/**
 * The channel told its name for what we said. What it had told under that name before (a receipt, or an echo that did not
 * name ours and was shown as written elsewhere) was told of this very entry. The conversation is locked first, as the intake
 * does: an echo may be on its way in.
 */
export async function recordSaid(tx: Tx, desk: Desk, { workspaceId, kept, externalId, calledAs }: Said): Promise<void> {
  const { conversationId, channelId, entryId } = kept
  const { marks } = await lockConversation(tx, workspaceId, conversationId)
  const ours = await lockOwnEntry(tx, workspaceId, entryId)
  if (!ours?.carrying || !ours.ticketId || isSettled(ours)) {
    return
  }
  const names = [{ thing: ours.entry.thing, externalId }]
  const other = (await lockEntries(tx, { workspaceId, channelId }, { names, ownIds: [] })).find(({ id }) => id !== entryId)
  if (other?.entry.author) {
    await lookAgainWhenAnsweredElsewhere(tx, { workspaceId, conversationId, beside: other.id })
  }
  await joinEntries(tx, workspaceId, other ? [{ id: other.id, into: entryId }] : [])
  const joined = join(ours.entry, other?.entry ?? unheard(ours.entry.thing, externalId))
  const entry = { ...joined, calledAs: joined.calledAs ?? calledAs }
  const state = advance(ours.carrying.state, 'sent')
  const carrying = state === ours.carrying.state ? ours.carrying : { state, stateAt: desk.now() }
  await saveEntries(tx, workspaceId, [{ ...ours, entry, isRewritten: false }])
  await settleActs(tx, workspaceId, [{ entryId, carrying }])
  const moves = await followSaid(tx, workspaceId, [ours.ticketId])
  const shown = shownStateOf(entry, carrying, marks) ?? { state, at: carrying.stateAt }
  const payload = { lineId: entryId, state: shown.state, at: shown.at.toISOString() }
  await appendEvents(tx, workspaceId, [...movedEvents(moves), { type: 'reply.state-changed', ticketId: ours.ticketId, payload }])
}

/** Its echo was faster, or whoever looked. */
function isSettled({ entry, carrying }: KeptEntry): boolean {
  return entry.externalId !== undefined && carrying?.state === 'sent'
}
