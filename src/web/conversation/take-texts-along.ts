import { takeDraftsAlong } from './drafts.ts'
import { takeOutboxAlong } from './outbox.ts'

type Move = { readonly memberId: string; readonly from: string; readonly to: string }

/** What one wrote, or began to write, in a ticket that is gone goes on in the one that took it over. */
export function takeTextsAlong(move: Move): void {
  takeDraftsAlong({ ...move, modes: ['reply', 'internal'] })
  takeOutboxAlong(move)
}
