import type { ChannelId } from '#domain/ids.ts'
import type { SwitchedKind } from '#domain/tickets/routing.ts'
import { appendEvents } from '#storage/events.ts'
import { kindsOff, saveTicketSwitch } from '#storage/ticket-switches.ts'
import type { Actor, Desk } from '../desk.ts'
import { chooseForPage } from './choose-for-page.ts'

type Wish = { readonly channelId: ChannelId; readonly kind: SwitchedKind; readonly isOn: boolean }

/**
 * Has a Page make tickets of comments, visitors' posts, mentions or reviews, or not. What is off is kept without a ticket; switched on, a job gives
 * one to whoever waits for an answer. Setting what it is changes nothing. Throws `not-found`.
 */
export async function switchTickets(desk: Desk, actor: Actor, { channelId, kind, isOn }: Wish): Promise<void> {
  await chooseForPage(desk, actor, {
    channelId,
    choose: async (tx, scope) => {
      if ((await kindsOff(tx, scope)).has(kind) !== isOn) {
        return
      }
      const { workspaceId, userId } = actor
      await saveTicketSwitch(tx, scope, { kind, isOn, by: userId, at: desk.now() })
      await appendEvents(tx, workspaceId, [{ type: 'channel.switched', actorId: userId, payload: { channelId, kind, isOn } }])
      if (isOn) {
        await desk.jobs.openTickets(tx, scope)
      }
    },
  })
}
