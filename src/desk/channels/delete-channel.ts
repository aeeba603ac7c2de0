import { isNameTyped } from '#domain/channels/deletion.ts'
import { DeskError } from '#domain/errors.ts'
import type { ChannelId } from '#domain/ids.ts'
import { channelContents, insertDeletion } from '#storage/channel-deletions.ts'
import { noteProblem } from '#storage/channel-problems.ts'
import { deleteImport } from '#storage/channel-imports.ts'
import { deleteRepair } from '#storage/channel-repairs.ts'
import { releaseRoute } from '#storage/channel-routes.ts'
import { letGoOfName, lockNamed } from '#storage/channels.ts'
import { destroyConnection } from '#storage/facebook-connections.ts'
import { findPersonOf } from '#storage/members.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'
import { tellChannelChanged } from './mark-problem.ts'

type Wish = { readonly channelId: ChannelId; readonly typedName: string }

/**
 * Begins to erase a Page's channel with everything that came by it. Here it only lets go of the Page, for good: its key is destroyed, nothing of it comes or is sent, and the
 * Page may be connected as another channel. The rest goes in a job, a little at a time, and cannot be stopped. Throws `not-found` where there is no such Page,
 * `conflict` where it is going already, and `invalid` where the typed name is another one.
 */
export async function deleteChannel(desk: Desk, actor: Actor, { channelId, typedName }: Wish): Promise<void> {
  requirePermission(actor, 'workspace.manage')
  const { workspaceId, userId } = actor
  const channel = { workspaceId, channelId }
  await transact(desk, async (tx) => {
    const named = await lockNamed(tx, channel)
    if (named?.kind !== 'facebook') {
      throw new DeskError('not-found', 'There is no such Page.')
    }
    if (named.externalId === undefined) {
      throw new DeskError('conflict', `${named.name} is being deleted already.`)
    }
    if (!isNameTyped(typedName, named.name)) {
      throw new DeskError('invalid', wrongName(typedName, named.name))
    }
    const { name: by } = await findPersonOf(tx, workspaceId, userId)
    const at = desk.now()
    const contents = await channelContents(tx, channel)
    const who = { id: userId, name: by }
    await insertDeletion(tx, { ...channel, pageId: named.externalId, name: named.name, by: who, startedAt: at, contents })
    await destroyConnection(tx, channel)
    await releaseRoute(tx, channel)
    await deleteRepair(tx, channel)
    await deleteImport(tx, channel)
    await letGoOfName(tx, channel)
    await noteProblem(tx, channel, { id: desk.newId(), problem: { kind: 'disconnected', by }, at })
    await desk.jobs.eraseChannel(tx, channel)
    await tellChannelChanged(tx, channel)
  })
}

function wrongName(typed: string, name: string): string {
  return typed.trim() === ''
    ? `Nothing is deleted: type the name of the Page, “${name}”, to confirm.`
    : `Nothing is deleted: you typed “${typed.trim()}”, and the Page is called “${name}”.`
}
