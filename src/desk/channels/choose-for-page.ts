import { DeskError } from '#domain/errors.ts'
import type { ChannelId } from '#domain/ids.ts'
import { channelKind } from '#storage/channels.ts'
import type { ChannelScope } from '#storage/conversations/lock.ts'
import { lockPublic } from '#storage/conversations/public.ts'
import type { Tx } from '#storage/database.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

type Choice = { readonly channelId: ChannelId; choose(tx: Tx, scope: ChannelScope): Promise<void> }

/**
 * An administrator chooses what a Page makes of what everybody reads. Whoever takes that in asks for it under this lock: it changes between two
 * deliveries and not within one, and what came before stands there when a job looks. Throws `not-found`.
 */
export async function chooseForPage(desk: Desk, actor: Actor, { channelId, choose }: Choice): Promise<void> {
  requirePermission(actor, 'workspace.manage')
  const scope = { workspaceId: actor.workspaceId, channelId }
  await transact(desk, async (tx) => {
    if ((await channelKind(tx, scope)) !== 'facebook') {
      throw new DeskError('not-found', 'There is no such Page.')
    }
    await lockPublic(tx, scope)
    await choose(tx, scope)
  })
}
