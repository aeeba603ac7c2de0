import type { ChannelId } from '#domain/ids.ts'
import type { CommentTickets } from '#domain/tickets/routing.ts'
import { commentTicketsOf, saveCommentTickets } from '#storage/comment-tickets.ts'
import { appendEvents } from '#storage/events.ts'
import type { Actor, Desk } from '../desk.ts'
import { chooseForPage } from './choose-for-page.ts'

type Wish = { readonly channelId: ChannelId; readonly onePer: CommentTickets }

/**
 * Has a Page make one ticket of each comment thread, or of all threads under a post. It decides where new tickets are: what stands in a ticket goes on
 * there. Setting what it is changes nothing. Throws `not-found`.
 */
export async function setCommentTickets(desk: Desk, actor: Actor, { channelId, onePer }: Wish): Promise<void> {
  await chooseForPage(desk, actor, {
    channelId,
    choose: async (tx, scope) => {
      if ((await commentTicketsOf(tx, scope)) === onePer) {
        return
      }
      const { workspaceId, userId } = actor
      await saveCommentTickets(tx, scope, { onePer, by: userId, at: desk.now() })
      await appendEvents(tx, workspaceId, [{ type: 'comment-tickets.changed', actorId: userId, payload: { channelId, onePer } }])
    },
  })
}
