import { DeskError } from '#domain/errors.ts'
import type { ChannelId } from '#domain/ids.ts'
import { channelKind } from '#storage/channels.ts'
import type { Actor, Desk } from '../desk.ts'
import { requireExtension } from '../extensions/require-extension.ts'
import { requirePermission } from '../require-permission.ts'
import { checkOneChannel, type CheckPorts } from './check-channels.ts'

type Wish = { readonly channelId: ChannelId; readonly ports: CheckPorts }

/**
 * Checks a channel at once, step by step, mends what the desk can mend and keeps what was found. Resolves when all was asked. Throws `not-found` and
 * `extension-disabled`.
 */
export async function checkNow(desk: Desk, actor: Actor, { channelId, ports }: Wish): Promise<void> {
  requirePermission(actor, 'workspace.manage')
  const channel = { workspaceId: actor.workspaceId, channelId }
  if ((await channelKind(desk.db, channel)) !== 'facebook') {
    throw new DeskError('not-found', 'There is no such Page.')
  }
  await requireExtension(desk.db, actor.workspaceId, 'facebook')
  await checkOneChannel(desk, ports, channel)
}
