import { DeskError } from '#domain/errors.ts'
import type { ImportDays } from '#domain/channels/history-import.ts'
import type { ChannelProblem } from '#domain/channels/channel-problem.ts'
import type { ChannelId } from '#domain/ids.ts'
import { notePicture } from '#storage/attachments.ts'
import { replaceProblems } from '#storage/channel-problems.ts'
import { claimRoute } from '#storage/channel-routes.ts'
import { lockNamedChannel, markConnected } from '#storage/channels.ts'
import type { Tx } from '#storage/database.ts'
import { findPersonOf } from '#storage/members.ts'
import { appendEvents } from '#storage/events.ts'
import { type FacebookConnection, findConnection, saveConnection } from '#storage/facebook-connections.ts'
import { wakeIntake } from '#storage/set-aside-deliveries.ts'
import { askNames } from '../clients/ask-names.ts'
import type { Actor, Desk } from '../desk.ts'
import { requireExtension } from '../extensions/require-extension.ts'
import { noteHistory } from './note-history.ts'
import { beginImport, resumeImports } from './history-import.ts'
import { startRepair } from './start-repair.ts'
import { CHECK_EVERY_MS } from './check-channels.ts'
import { resumeActs } from '../acts/resume.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'

export type ConnectedPage = {
  readonly pageId: string
  readonly name: string
  readonly pictureUrl: string | undefined
  readonly connection: Omit<FacebookConnection, 'pageId' | 'keyEncrypted' | 'keyCheckedAt' | 'checkDueAt' | 'heardSince' | 'by'>
  /** When its network was asked to tell of it: what is said from then on is for the channel to hear. */
  readonly toldSince: Date
  /** So many days before are to be brought along. */
  readonly historyDays: ImportDays | undefined
  /** What does not work even now. */
  readonly problems: readonly ChannelProblem[]
  /** Seals the Page's key for the channel it becomes the key of. */
  sealKey(channelId: ChannelId): Uint8Array
}

/**
 * A Page becomes a channel, or an existing one gets a new key: then what waited goes out, if its window is still open.
 * Throws `page-held-elsewhere` when another workspace holds the Page.
 */
export async function connectChannel(desk: Desk, actor: Actor, page: ConnectedPage): Promise<ChannelId> {
  requirePermission(actor, 'workspace.manage')
  const { workspaceId, userId } = actor
  const at = desk.now()
  return await transact(desk, async (tx) => {
    await requireExtension(tx, workspaceId, 'facebook')
    const newId = desk.newId<ChannelId>()
    const named = { workspaceId, kind: 'facebook', externalId: page.pageId } as const
    const channelId = await lockNamedChannel(tx, named, { newId, name: page.name, createdAt: at })
    if (!(await claimRoute(tx, { ...named, channelId }))) {
      throw new DeskError('page-held-elsewhere', 'This Page is connected in another workspace of this desk.')
    }
    const hadKey = (await findConnection(tx, { workspaceId, channelId })) !== undefined
    await saveNewKey(tx, desk, { actor, channelId, page, at })
    const isNew = channelId === newId
    await noteHistory(tx, desk, {
      workspaceId,
      channelId,
      what: isNew ? 'connected' : 'reconnected',
      detail: { person: page.connection.person.name, by: (await findPersonOf(tx, workspaceId, userId)).name },
    })
    const type = isNew ? 'channel.connected' : 'channel.changed'
    await appendEvents(tx, workspaceId, [{ type, actorId: userId, payload: { channelId, kind: 'facebook' } }])
    await resumeActs(tx, desk, { workspaceId, channelId })
    // Of a channel that nobody had connected only what was told while it was nobody's may be missing.
    await startRepair(tx, desk, { workspaceId, channelId, ...(hadKey ? {} : { since: page.toldSince, isQuiet: true }) })
    await resumeImports(tx, desk, { workspaceId, channelId })
    if (page.historyDays !== undefined) {
      // One that is under way goes on.
      await beginImport(tx, desk, { channel: { workspaceId, channelId }, days: page.historyDays })
    }
    await askNames(tx, desk, { workspaceId, channelId })
    await wakeIntake(tx)
    return channelId
  })
}

type NewKey = { readonly actor: Actor; readonly channelId: ChannelId; readonly page: ConnectedPage; readonly at: Date }

async function saveNewKey(tx: Tx, desk: Desk, { actor, channelId, page, at }: NewKey): Promise<void> {
  const channel = { workspaceId: actor.workspaceId, channelId }
  await markConnected(tx, channel, { name: page.name, pictureUrl: page.pictureUrl, at })
  await notePicture(tx, actor.workspaceId, { owner: { channelId }, url: page.pictureUrl })
  const keyEncrypted = page.sealKey(channelId)
  // Connecting asked about it.
  const check = { keyCheckedAt: at, checkDueAt: new Date(at.getTime() + CHECK_EVERY_MS) }
  const heardSince = wholeSecond(page.toldSince)
  await saveConnection(tx, channel, { ...page.connection, ...check, heardSince, pageId: page.pageId, keyEncrypted, by: actor.userId })
  await replaceProblems(tx, channel, { problems: page.problems.map((problem) => ({ id: desk.newId(), problem })), at })
}

/** Facebook dates what its lists hold by the second: of the one in which it was asked nothing is left out. */
function wholeSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1000) * 1000)
}
