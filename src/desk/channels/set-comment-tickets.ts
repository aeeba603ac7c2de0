import { DeskError } from '#domain/errors.ts'
import type { ChannelId } from '#domain/ids.ts'
import type { CommentTickets } from '#domain/tickets/routing.ts'
import { channelKind } from '#storage/channels.ts'
import { commentTicketsOf, saveCommentTickets } from '#storage/comment-tickets.ts'
import { lockPublic } from '#storage/conversations/public.ts'
import { appendEvents } from '#storage/events.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

type Wish = { readonly channelId: ChannelId; readonly onePer: CommentTickets }

/**
 * Has a Page make one ticket of each comment thread, or of all threads under a post. It decides where new tickets are: what stands in a ticket goes on
 * there. Setting what it is changes nothing. Throws `not-found`.
 */
export async function setCommentTickets(desk: Desk, actor: Actor, { channelId, onePer }: Wish): Promise<void> {
  requirePermission(actor, 'workspace.manage')
  const { workspaceId, userId } = actor
  const scope = { workspaceId, channelId }
  await transact(desk, async (tx) => {
    if ((await channelKind(tx, scope)) !== 'facebook') {
      throw new DeskError('not-found', 'There is no such Page.')
    }
    // Whoever takes in what everybody reads looks at it under this lock: it changes between two deliveries and not within one.
    await lockPublic(tx, scope)
    if ((await commentTicketsOf(tx, scope)) === onePer) {
      return
    }
    await saveCommentTickets(tx, scope, { onePer, by: userId, at: desk.now() })
    await appendEvents(tx, workspaceId, [{ type: 'comment-tickets.changed', actorId: userId, payload: { channelId, onePer } }])
  })
}
