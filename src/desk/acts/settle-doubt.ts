import type { SaidThere } from '#domain/acts/sight.ts'
import { ownMark } from '#domain/acts/own-mark.ts'
import type { ChannelPort } from '#domain/channels/channel-port.ts'
import { lockAct, readAct, type KeptAct } from '#storage/acts.ts'
import { wayOut } from '#storage/conversations/way.ts'
import type { Tx } from '#storage/database.ts'
import { namedTarget, namedByOthers } from '#storage/entries/lock.ts'
import { noteKeyTrouble } from '../channels/mark-problem.ts'
import type { ActJob, Desk } from '../desk.ts'
import { NotToldYetError } from '../not-told-yet.ts'
import { transact } from '../transact.ts'
import { recordDone } from './record-done.ts'
import { recordState } from './record-state.ts'

/**
 * Until then what Facebook does not show may still come: how soon a list shows what was said is nowhere told. Two minutes is far longer than a feed
 * event was ever seen to take.
 */
const MAY_STILL_COME_MS = 2 * 60_000

/**
 * Settles an act that Facebook never answered for: by its echo, where that named it, else by what Facebook shows. What it shows is done; what it does
 * not show after a while was not done, and may be asked for again by whoever wanted it. Nothing is ever done here. Throws where it cannot be told
 * yet, so that the queue looks again; what it cannot tell in the end stays in doubt, and is told so. While the way to the channel is closed nobody is
 * asked: whoever opens it has it looked at (`resumeActs`).
 */
export async function settleDoubt(desk: Desk, port: ChannelPort, job: ActJob): Promise<void> {
  const kept = await readAct(desk.db, job.workspaceId, job.actId)
  if (kept?.state === 'sending') {
    throw new NotToldYetError('it is still under way')
  }
  if (kept?.state !== 'unconfirmed') {
    return
  }
  if (job.heard) {
    const { heard } = job
    return await transact(desk, (tx) => settle(tx, desk, { job, as: { kind: 'done', ...heard } }))
  }
  await look(desk, port, { job, kept })
}

async function look(desk: Desk, port: ChannelPort, { job, kept }: { readonly job: ActJob; readonly kept: KeptAct }): Promise<void> {
  const { workspaceId } = job
  const { channelId, subject, under, way } = await wayOut(desk.db, workspaceId, kept.conversationId)
  const opening = await port.open({ workspaceId, channelId })
  if (way !== 'connected' || opening.kind === 'no-key') {
    return
  }
  if (opening.kind === 'key-unreadable') {
    return await transact(desk, (tx) => noteKeyTrouble(tx, desk, { workspaceId, channelId, trouble: opening }))
  }
  const target = kept.act.kind === 'say' ? undefined : await namedTarget(desk.db, workspaceId, kept.entryId)
  const to = { subject, under, target, mark: ownMark(kept.entryId) }
  const sight = await opening.channel.look(kept.act, to, kept.createdAt)
  const mayStillCome = desk.now().getTime() - kept.stateAt.getTime() < MAY_STILL_COME_MS
  switch (sight.kind) {
    case 'done':
      return await transact(desk, (tx) => settle(tx, desk, { job, as: { kind: 'done' } }))
    case 'listed': {
      const isSettled = await transact(desk, (tx) => settleSaid(tx, desk, { job, said: sight.said }))
      return isSettled || !sight.isWhole ? undefined : await notDone()
    }
    case 'not-done':
      return await notDone()
    case 'unclear':
      return
    case 'not-now':
      throw new NotToldYetError(sight.why)
    case 'key-dead': {
      const trouble = { ...sight.failure, kind: sight.kind, keyName: opening.channel.keyName }
      return await transact(desk, (tx) => noteKeyTrouble(tx, desk, { workspaceId, channelId, trouble }))
    }
    default:
      return sight satisfies never
  }

  async function notDone(): Promise<void> {
    if (mayStillCome) {
      throw new NotToldYetError('Facebook does not show it yet')
    }
    await transact(desk, (tx) => settle(tx, desk, { job, as: { kind: 'not-done' } }))
  }
}

type Settled = { readonly kind: 'not-done' } | ({ readonly kind: 'done' } & Partial<SaidThere> & { readonly personId?: string })

async function settle(
  tx: Tx,
  desk: Desk,
  { job: { workspaceId, actId }, as }: { readonly job: ActJob; readonly as: Settled },
): Promise<void> {
  const kept = await lockAct(tx, workspaceId, actId)
  if (kept?.state !== 'unconfirmed') {
    return
  }
  if (as.kind === 'not-done') {
    await recordState(tx, desk, { workspaceId, id: actId, change: { state: 'failed', at: desk.now(), failure: { reason: 'no-answer' } } })
    return
  }
  const { externalId, calledAs, personId } = as
  const outcome = {
    kind: 'sent',
    externalId,
    ...(calledAs === undefined ? {} : { calledAs }),
    ...(personId === undefined ? {} : { personId }),
  } as const
  await recordDone(tx, desk, { workspaceId, kept, outcome })
}

/** The first that is not known as something else that was said. */
async function settleSaid(
  tx: Tx,
  desk: Desk,
  { job, said }: { readonly job: ActJob; readonly said: readonly SaidThere[] },
): Promise<boolean> {
  const kept = await readAct(tx, job.workspaceId, job.actId)
  const others = kept
    ? await namedByOthers(tx, job.workspaceId, {
        entryId: kept.entryId,
        channelId: kept.channelId,
        externalIds: said.map(({ externalId }) => externalId),
      })
    : []
  const ours = said.find(({ externalId }) => !others.includes(externalId))
  if (ours) {
    await settle(tx, desk, { job, as: { kind: 'done', ...ours } })
  }
  return ours !== undefined
}
