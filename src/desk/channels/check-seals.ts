import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents } from '#storage/events.ts'
import { mendProblem } from '#storage/channel-problems.ts'
import { lockChannelState, saveChannelState } from '#storage/channels.ts'
import { nameOfKey, sealedKeys, type SealedKey } from '#storage/facebook-connections.ts'
import { channelKeyContext, openIfReadable, type Sealer } from '#storage/secrets.ts'
import { askNames } from '../clients/ask-names.ts'
import type { Desk } from '../desk.ts'
import { resumeActs } from '../acts/resume.ts'
import { transact } from '../transact.ts'
import { resumeImports } from './history-import.ts'
import { resumeRepairs } from './start-repair.ts'
import { noteKeyTrouble } from './mark-problem.ts'

/**
 * At the start of a desk: can the keys of the channels be opened with the encryption key it was given? Those that cannot
 * are marked at once and not at the first reply; those that can again go on where they stopped. Says how many cannot.
 */
export async function checkSeals(desk: Desk, sealer: Sealer): Promise<{ readonly unreadable: number }> {
  let unreadable = 0
  for (const sealed of await sealedKeys(desk.db)) {
    const context = channelKeyContext({ workspaceId: sealed.workspaceId, id: sealed.channelId })
    const isReadable = openIfReadable(sealer, sealed.keyEncrypted, context) !== undefined
    unreadable += isReadable ? 0 : 1
    if (isReadable === sealed.isMarked) {
      await mark(desk, sealed, isReadable)
    }
  }
  return { unreadable }
}

async function mark(desk: Desk, { workspaceId, channelId, keyEncrypted }: SealedKey, isReadable: boolean): Promise<void> {
  const channel = { workspaceId, channelId }
  await transact(desk, async (tx) => {
    if (!isReadable) {
      await noteKeyTrouble(tx, desk, { ...channel, trouble: { kind: 'key-unreadable', keyName: nameOfKey(keyEncrypted) } })
    } else if (await reopen(tx, desk, channel)) {
      await appendEvents(tx, workspaceId, [{ type: 'channel.changed', payload: { channelId } }])
      await resumeActs(tx, desk, channel)
      await askNames(tx, desk, channel)
      await resumeRepairs(tx, desk, workspaceId)
      await resumeImports(tx, desk, channel)
    }
  })
}

/** The right key is back: the channel is as it was before. False where it was not marked. */
async function reopen(tx: Tx, desk: Desk, channel: ChannelOfWorkspace): Promise<boolean> {
  await lockChannelState(tx, channel)
  if (!(await mendProblem(tx, channel, { problem: { kind: 'key-unreadable' }, at: desk.now() }))) {
    return false
  }
  await saveChannelState(tx, channel, 'connected')
  return true
}
