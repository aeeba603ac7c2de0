import { DeskError } from '#domain/errors.ts'
import type { ChannelId } from '#domain/ids.ts'
import { saveAlarmHours } from '#storage/channel-doctor.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'
import { tellChannelChanged } from './mark-problem.ts'

type Wish = {
  readonly channelId: ChannelId
  /** Undefined: never. */
  readonly hours: number | undefined
}

/** After how many hours without news of a channel somebody is told. Throws `not-found`. */
export async function setAlarm(desk: Desk, actor: Actor, { channelId, hours }: Wish): Promise<void> {
  requirePermission(actor, 'workspace.manage')
  const channel = { workspaceId: actor.workspaceId, channelId }
  await transact(desk, async (tx) => {
    if (!(await saveAlarmHours(tx, channel, hours))) {
      throw new DeskError('not-found', 'There is no such Page.')
    }
    await tellChannelChanged(tx, channel)
  })
}
