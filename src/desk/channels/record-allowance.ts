import { DeskError } from '#domain/errors.ts'
import type { ChannelId } from '#domain/ids.ts'
import type { RecordedAllowance } from '#domain/messaging-policy/reply-mode.ts'
import { appendEvents } from '#storage/events.ts'
import { pageAllowances, savePageAllowance } from '#storage/page-allowances.ts'
import type { Actor, Desk } from '../desk.ts'
import { doubtHumanAgents } from '#storage/tickets/deadline.ts'
import { chooseForPage } from './choose-for-page.ts'
import { followAdWeek } from './follow-ad-week.ts'

type Wish = {
  readonly channelId: ChannelId
  readonly allowance: RecordedAllowance
  readonly isAllowed: boolean
  /** Of news: what the Page is registered for. */
  readonly useScenario?: string | undefined
}

/**
 * Records what Facebook allows a Page beyond the 24 hours: it tells nobody, so an administrator who knows says it. From then on replies may be sent
 * so; what waits is judged again at its call. Recording what stands there changes nothing. Throws `not-found`, and `invalid` for news without what they
 * are for.
 */
export async function recordAllowance(desk: Desk, actor: Actor, { channelId, allowance, isAllowed, ...wish }: Wish): Promise<void> {
  const useScenario = allowance === 'news' && isAllowed ? wish.useScenario : undefined
  if (allowance === 'news' && isAllowed && useScenario === undefined) {
    throw new DeskError('invalid', 'Say what the Page is registered for in the News Page Index.', {
      detail: { fields: [{ field: 'useScenario', message: 'Say what the Page is registered for.' }] },
    })
  }
  await chooseForPage(desk, actor, {
    channelId,
    choose: async (tx, scope) => {
      const before = (await pageAllowances(tx, scope)).find((one) => one.allowance === allowance)
      if (before?.isAllowed === isAllowed && before.useScenario === useScenario) {
        return
      }
      const { workspaceId, userId } = actor
      await savePageAllowance(tx, scope, { allowance, isAllowed, useScenario, by: userId, at: desk.now() })
      if (allowance === 'ad-week') {
        await followAdWeek(tx, scope, { openWeek: isAllowed, by: userId, now: desk.now() })
      }
      if (allowance === 'human-agent') {
        await doubtHumanAgents(tx, scope, desk.now())
      }
      await appendEvents(tx, workspaceId, [{ type: 'channel.changed', actorId: userId, payload: { channelId } }])
    },
  })
}
