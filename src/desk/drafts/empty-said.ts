import type { ConversationId, TicketId } from '#domain/ids.ts'
import { tidyOffer, type Offer } from '#domain/offers/offer.ts'
import { isSameOffer } from '#domain/offers/same-offer.ts'
import type { DraftMode } from '#domain/tickets/draft.ts'
import { lockBegun, saveDraft } from '#storage/drafts.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import type { Actor, Desk } from '../desk.ts'

type Said = {
  readonly actor: Actor
  readonly ticketId: TicketId
  readonly mode: DraftMode
  /** In which it was said: a draft of a whole post belongs to one. */
  readonly conversationId: ConversationId
  /** The messages that one text was said as. */
  readonly texts: readonly string[]
  /** What could be tapped. */
  readonly offer?: Offer | undefined
}

/**
 * What was sent is no draft any more, whatever becomes of the browser that sent it: nobody is told of it as begun, and it is not ready to be sent once more
 * elsewhere. What its writer has written on since stays.
 */
export async function emptySaidDraft(
  tx: Tx,
  desk: Desk,
  { actor, ticketId, mode, conversationId, texts, offer: saidOffer }: Said,
): Promise<void> {
  const { workspaceId, userId } = actor
  const key = { workspaceId, ticketId, userId, mode }
  const begun = await lockBegun(tx, { ...key, threads: ['', conversationId] })
  const said = begun
    .filter(({ text }) => spaceless(text) === spaceless(texts.join('')))
    .map((draft) => ({ ...draft, left: draft.offer && isSaid(draft.offer, saidOffer) ? undefined : draft.offer }))
    .filter(({ text, offer, left }) => text !== '' || offer !== left)
  for (const { threadId, left, version } of said) {
    await saveDraft(tx, { ...key, threadId }, { text: '', offer: left, version: version + 1, at: desk.now() })
  }
  if (said.length > 0) {
    await appendEvents(tx, workspaceId, [{ type: 'draft.saved', ticketId, actorId: userId, payload: { userId } }])
  }
}

/** A text that is said as several messages is parted at its white space, and that around it is not said. */
function spaceless(text: string): string {
  return text.replaceAll(/\s+/gu, '')
}

function isSaid(offer: Offer, said: Offer | undefined): boolean {
  return isSameOffer(tidyOffer(offer), said && tidyOffer(said))
}
