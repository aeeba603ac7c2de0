import { isSaidMeanwhile } from '#domain/acts/said-meanwhile.ts'
import { canBeTakenFor } from '#domain/acts/taken-for.ts'
import type { SaidThere, Saw, Sight } from '#domain/acts/sight.ts'
import { markOf } from '#domain/acts/own-mark.ts'
import type { ChannelPort } from '#domain/channels/channel-port.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { deadKey } from '#domain/channels/key-trouble.ts'
import { lockAct, readAct, type KeptAct } from '#storage/acts.ts'
import { saveLook } from '#storage/acts-in-doubt.ts'
import { othersInDoubt } from '#storage/acts-in-doubt.ts'
import { lockConversation } from '#storage/conversations/lock.ts'
import { wayOut } from '#storage/conversations/way.ts'
import type { Tx } from '#storage/database.ts'
import { namedTarget, namedByOthers, ticketOfEntry } from '#storage/entries/lock.ts'
import { appendEvents } from '#storage/events.ts'
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
 * Settles an act that Facebook never answered for: by its echo, where that named it, however late and whatever was told of it before; else by what Facebook shows. What it shows is done; what it does
 * not show after a while was not done, and may be asked for again by whoever wanted it. Nothing is ever done here. Throws where it cannot be told
 * yet, so that the queue looks again; what it cannot tell in the end stays in doubt, and is told so. While the way to the channel is closed nobody is
 * asked: whoever opens it has it looked at (`resumeActs`).
 */
export async function settleDoubt(desk: Desk, port: ChannelPort, job: ActJob): Promise<void> {
  try {
    await settleNow(desk, port, job)
  } catch (error) {
    // Whoever asked for one look is told what it came to; the looks that the desk asked for go on by themselves.
    if (!(job.isAsked && error instanceof NotToldYetError)) {
      throw error
    }
  }
}

async function settleNow(desk: Desk, port: ChannelPort, job: ActJob): Promise<void> {
  const kept = await readAct(desk.db, job.workspaceId, job.actId)
  if (kept?.state === 'sending') {
    throw new NotToldYetError('it is still under way')
  }
  if (kept && job.heard) {
    const { heard } = job
    return await transact(desk, (tx) => settle(tx, desk, { workspaceId: job.workspaceId, kept, as: { kind: 'done', ...heard } }))
  }
  if (kept?.state === 'unconfirmed') {
    await look(desk, port, { workspaceId: job.workspaceId, kept })
  }
}

async function look(desk: Desk, port: ChannelPort, { workspaceId, kept }: Doubted): Promise<void> {
  const { channelId, subject, under, way } = await wayOut(desk.db, workspaceId, kept.conversationId)
  const opening = await port.open({ workspaceId, channelId })
  if (way !== 'connected' || opening.kind === 'no-key') {
    return
  }
  if (opening.kind === 'key-unreadable') {
    return await transact(desk, (tx) => noteKeyTrouble(tx, desk, { workspaceId, channelId, trouble: opening }))
  }
  const { channel } = opening
  const target = kept.act.kind === 'say' ? undefined : await namedTarget(desk.db, workspaceId, kept.entryId)
  const sight = await channel.look(kept.act, { subject, under, target, goesAs: undefined, mark: markOf(kept) }, kept.createdAt)
  if (sight.kind === 'key-dead') {
    const trouble = deadKey(channel.keyName, sight)
    return await transact(desk, (tx) => noteKeyTrouble(tx, desk, { workspaceId, channelId, trouble }))
  }
  await believe(desk, sight, { workspaceId, kept })
}

/** What the channel shows tells what became of the act; what it does not show yet may still come. */
async function believe(desk: Desk, sight: Exclude<Sight, { kind: 'key-dead' }>, { workspaceId, kept }: Doubted): Promise<void> {
  switch (sight.kind) {
    case 'done':
      return await transact(desk, (tx) => settle(tx, desk, { workspaceId, kept, as: { kind: 'done' } }))
    case 'listed': {
      const found = await transact(desk, (tx) => settleSaid(tx, desk, { workspaceId, kept, said: sight.said }))
      if (found === 'not-told-apart') {
        await saw('untold')
        throw new NotToldYetError('it cannot be told from something else that was said')
      }
      if (found === 'nothing') {
        return sight.isWhole ? await notDone() : await saw('untold')
      }
      return
    }
    case 'not-done':
      return await notDone()
    case 'unclear':
      return await saw('untold')
    case 'not-now':
      await saw('no-answer')
      throw new NotToldYetError(sight.why)
    default:
      return sight satisfies never
  }

  async function notDone(): Promise<void> {
    await saw('not-there')
    if (desk.now().getTime() - kept.stateAt.getTime() < MAY_STILL_COME_MS) {
      throw new NotToldYetError('Facebook does not show it yet')
    }
    await transact(desk, (tx) => settle(tx, desk, { workspaceId, kept, as: { kind: 'not-done' } }))
  }

  async function saw(what: Saw): Promise<void> {
    await transact(desk, (tx) => noteLook(tx, desk, { workspaceId, kept, saw: what }))
  }
}

/** Who sees the line in doubt sees what the look told. */
async function noteLook(tx: Tx, desk: Desk, { workspaceId, kept, saw }: Doubted & { readonly saw: Saw }): Promise<void> {
  await saveLook(tx, { workspaceId, id: kept.id }, { saw, at: desk.now() })
  const ticketId = await ticketOfEntry(tx, workspaceId, kept.entryId)
  await appendEvents(tx, workspaceId, ticketId ? [{ type: 'entry.changed', ticketId, payload: { lineId: kept.entryId } }] : [])
}

type Settled =
  | { readonly kind: 'not-done' }
  | ({ readonly kind: 'done' } & Partial<Pick<SaidThere, 'externalId' | 'calledAs'>> & { readonly personId?: string })

type Doubted = { readonly workspaceId: WorkspaceId; readonly kept: KeptAct }
type Settling = Doubted & { readonly as: Settled }

async function settle(tx: Tx, desk: Desk, { workspaceId, kept, as }: Settling): Promise<void> {
  if (as.kind === 'done') {
    const { externalId, calledAs, personId } = as
    const more = { ...(calledAs === undefined ? {} : { calledAs }), ...(personId === undefined ? {} : { personId }) }
    return await recordDone(tx, desk, { workspaceId, kept, outcome: { kind: 'sent', externalId, ...more } })
  }
  const { id } = kept
  if ((await lockAct(tx, workspaceId, id))?.state === 'unconfirmed') {
    await recordState(tx, desk, { workspaceId, id, change: { state: 'failed', at: desk.now(), failure: { reason: 'no-answer' } } })
  }
}

type Listed = Doubted & { readonly said: readonly SaidThere[] }

/**
 * The first that was said when this may have been, and is not known as something else. Where others in doubt could be it as well, it is told only when all
 * of them are there. The conversation is locked before: nobody else gives these names away meanwhile.
 */
async function settleSaid(tx: Tx, desk: Desk, { workspaceId, kept, said }: Listed): Promise<'settled' | 'not-told-apart' | 'nothing'> {
  const { entryId, channelId, conversationId, createdAt: askedAt } = kept
  const meanwhile = said.filter(({ at }) => canBeSaidBy(kept, at))
  await lockConversation(tx, workspaceId, conversationId)
  const others = await namedByOthers(tx, workspaceId, {
    entryId,
    channelId,
    askedAt,
    externalIds: meanwhile.map(({ externalId }) => externalId),
  })
  const free = meanwhile.filter(({ externalId }) => !others.includes(externalId))
  const sure = free.filter(({ isUnsure }) => isUnsure !== true)
  const alike = (await othersInDoubt(tx, workspaceId, kept)).filter(
    (other) => canBeTakenFor(kept.act, other.act) && sure.some(({ at }) => canBeSaidBy(other, at)),
  )
  const place = alike.filter(({ createdAt }) => createdAt < askedAt).length
  const ours = sure.length > alike.length ? sure[place] : undefined
  if (ours) {
    await settle(tx, desk, { workspaceId, kept, as: { kind: 'done', ...ours } })
    return 'settled'
  }
  return free.length === 0 ? 'nothing' : 'not-told-apart'
}

function canBeSaidBy({ createdAt: askedAt, state, stateAt }: KeptAct, at: Date): boolean {
  return isSaidMeanwhile(at, { askedAt, state, stateAt })
}
