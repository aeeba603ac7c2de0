import { REACH } from '#domain/conversations/subject.ts'
import { DeskError } from '#domain/errors.ts'
import type { TicketId } from '#domain/ids.ts'
import type { Offer } from '#domain/offers/offer.ts'
import { isSameOffer } from '#domain/offers/same-offer.ts'
import type { DraftMode } from '#domain/tickets/draft.ts'
import type { LockedTicket } from '#storage/tickets/lock.ts'
import { lockDraft, saveDraft } from '#storage/drafts.ts'
import { appendEvents } from '#storage/events.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { notThis } from '../tickets/require-verdict.ts'
import { requireTicket } from '../tickets/require-ticket.ts'
import { transact } from '../transact.ts'

type Begun = {
  readonly ticketId: TicketId
  readonly mode: DraftMode
  readonly threadId?: string | undefined
  /** Empty, with nothing to tap: there is none any more. */
  readonly text: string
  /** What is to be tapped, finished or not. Null: nothing. Undefined: as it is kept, by whoever knows nothing of it. */
  readonly offer?: Offer | null | undefined
  /** The version that whoever writes has seen; 0: none. */
  readonly seen: number
}

/** In characters, of all that is to be tapped. Ten full cards with the longest addresses are less. */
const MOST_OFFERED = 150_000

/**
 * Keeps what somebody has begun to write. Answers with its version. When another browser of theirs has changed it since the one that was seen, nothing is written over:
 * `conflict`. What is to be tapped need not be finished, but has its place in private replies alone.
 */
export async function keepDraft(desk: Desk, actor: Actor, begun: Begun): Promise<number> {
  const { ticketId, mode, threadId, text, seen } = begun
  requirePermission(actor, mode === 'reply' ? 'ticket.reply' : 'ticket.comment-internally')
  return await transact(desk, async (tx) => {
    const { workspaceId, userId } = actor
    requireKeepable(begun, await requireTicket(tx, workspaceId, ticketId))
    const [key, at] = [{ workspaceId, ticketId, userId, mode, threadId }, desk.now()]
    const kept = await lockDraft(tx, key, at)
    const offer = begun.offer === undefined ? kept.offer : (begun.offer ?? undefined)
    if (kept.text === text && isSameOffer(kept.offer, offer)) {
      return kept.version
    }
    if (kept.version !== seen) {
      throw new DeskError('conflict', 'This draft was changed in another browser meanwhile.')
    }
    const version = kept.version + 1
    await saveDraft(tx, key, { text, offer, version, at })
    await appendEvents(tx, workspaceId, [{ type: 'draft.saved', ticketId, actorId: userId, payload: { userId } }])
    return version
  })
}

function requireKeepable({ mode, offer }: Begun, { subjectKind }: LockedTicket): void {
  if (!offer) {
    return
  }
  if (mode === 'internal') {
    throw new DeskError('invalid', 'An internal comment has nothing to tap.', { detail: { field: 'offer' } })
  }
  if (!REACH[subjectKind].canOffer) {
    throw notThis(offer.kind)
  }
  const length = JSON.stringify(offer).length
  if (length > MOST_OFFERED) {
    const words = `What can be tapped is too much to be kept: ${length.toLocaleString('en')} characters, where ${MOST_OFFERED.toLocaleString('en')} are the most.`
    throw new DeskError('invalid', words, { detail: { field: 'offer' } })
  }
}
