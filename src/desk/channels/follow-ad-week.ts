import type { UserId } from '#domain/ids.ts'
import { AD_WINDOW_MS, windowByAd } from '#domain/messaging-policy/reply-window.ts'
import { lockLedByAds, type ChannelScope } from '#storage/conversations/lock.ts'
import { saveConversations } from '#storage/conversations/save.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import { followWindows } from '#storage/tickets/deadline.ts'

type Said = { readonly openWeek: boolean; readonly by: UserId; readonly now: Date }

/** An ad opens seven days in the Page from now on, or no longer: so do the windows of those whom one led here before, and their tickets show it. */
export async function followAdWeek(tx: Tx, scope: ChannelScope, { openWeek, by, now }: Said): Promise<void> {
  const led = await lockLedByAds(tx, scope, new Date(now.getTime() - AD_WINDOW_MS))
  const moved = led.flatMap((conversation) => {
    const window = windowByAd(conversation.window, { at: conversation.marks.adsFollowed, openWeek })
    return window === conversation.window ? [] : [{ ...conversation, window }]
  })
  const { workspaceId } = scope
  await saveConversations(tx, workspaceId, moved)
  const tickets = await followWindows(tx, { workspaceId, conversations: moved.map(({ id }) => id), now })
  await appendEvents(
    tx,
    workspaceId,
    tickets.map((ticketId) => ({ type: 'ticket.changed', ticketId, actorId: by, payload: {} }) as const),
  )
}
