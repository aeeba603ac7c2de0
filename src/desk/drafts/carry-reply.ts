import type { DraftContent } from '#domain/tickets/draft.ts'
import type { Tx } from '#storage/database.ts'
import { lockBegun, lockDraft, saveDraft } from '#storage/drafts.ts'
import { appendEvents } from '#storage/events.ts'
import { moveUploads, type Meant } from '#storage/files/uploads.ts'
import type { Actor, Desk } from '../desk.ts'
import { followFiles } from './follow-files.ts'

type Carrying = {
  readonly actor: Actor
  /** Where it was begun; without a thread, in whichever. */
  readonly from: Meant
  readonly to: Meant
}

/**
 * What somebody has begun to write to the customer goes on in another ticket, below what they began there, with its files; whatever becomes of the browser in which they wrote it. The files
 * are locked before the drafts that count them, as by whoever brings or removes one.
 */
export async function carryReply(tx: Tx, desk: Desk, { actor, from, to }: Carrying): Promise<void> {
  const { workspaceId, userId } = actor
  const places = await moveUploads(tx, actor, { from, to })
  const left = await leaveReply(tx, desk, { actor, from })
  if (left.length > 0) {
    const key = { workspaceId, userId, mode: 'reply', ...to } as const
    const there = await lockDraft(tx, key, desk.now())
    await saveDraft(tx, key, { ...joined([there, ...left]), version: there.version + 1, at: desk.now() })
    const tickets = [from.ticketId, to.ticketId]
    await appendEvents(
      tx,
      workspaceId,
      tickets.map((ticketId) => ({ type: 'draft.saved', ticketId, actorId: userId, payload: { userId } }) as const),
    )
  }
  await followFiles(tx, desk, { workspaceId, userId, places: places.length === 0 ? [] : [...places, to] })
}

async function leaveReply(tx: Tx, desk: Desk, { actor, from }: Omit<Carrying, 'to'>): Promise<readonly DraftContent[]> {
  const { workspaceId, userId } = actor
  const { ticketId, threadId } = from
  const key = { workspaceId, ticketId, userId, mode: 'reply' } as const
  const begun = await lockBegun(tx, { ...key, threads: threadId === undefined ? undefined : [threadId] })
  const left = begun.filter(({ text, offer }) => text !== '' || offer !== undefined)
  for (const draft of left) {
    await saveDraft(tx, { ...key, threadId: draft.threadId }, { text: '', offer: undefined, version: draft.version + 1, at: desk.now() })
  }
  return left
}

/** As a browser joins them, so that it finds there what it holds. */
function joined(drafts: readonly DraftContent[]): DraftContent {
  const texts = drafts.map(({ text }) => text).filter((text) => text !== '')
  return { text: texts.join('\n\n'), offer: drafts.map(({ offer }) => offer).find((offer) => offer !== undefined) }
}
