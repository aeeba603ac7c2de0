import { IS_SAFE_TO_REPEAT } from '#domain/acts/act.ts'
import { nextTryAt } from '#domain/acts/next-try.ts'
import type { Outcome, SendFailure } from '#domain/acts/outcome.ts'
import { permissionFor } from '#domain/acts/permission-for.ts'
import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { Subject } from '#domain/conversations/subject.ts'
import { deadKey } from '#domain/channels/key-trouble.ts'
import type { KeptAct } from '#storage/acts.ts'
import type { Tx } from '#storage/database.ts'
import type { NewEvent } from '#storage/events.ts'
import { forgetBrought } from '#storage/files/brought-files.ts'
import { noteKeyTrouble, notePermissionMissing, notePermissionThere } from '../channels/mark-problem.ts'
import { pauseUntil } from '../channels/pause-until.ts'
import type { Desk } from '../desk.ts'
import type { Turn } from './begin.ts'
import { filesAhead } from './bring-files.ts'
import { doubt, refuse } from './end.ts'
import { recordDone } from './record-done.ts'
import { recordSaid, type Said } from './record-said.ts'
import { recordState } from './record-state.ts'

export type Carried = {
  readonly channel: ChannelOfWorkspace
  readonly kept: KeptAct
  readonly subject: Subject
  readonly keyName: string
  readonly outcome: Outcome
  /** It was never under way: a file that it names was not taken. */
  readonly isBringing: boolean
}

/** A message that went out in private: of those many are written down at once. */
export function messageSent({ kept, subject, outcome }: Carried): Said | undefined {
  const isMessage = kept.act.kind === 'say' && subject.kind === 'direct'
  return isMessage && outcome.kind === 'sent' && outcome.externalId !== undefined
    ? { kept, externalId: outcome.externalId, calledAs: outcome.calledAs }
    : undefined
}

/** Messages that went out in one channel. Answers what is to be told. */
export async function settleMessages(tx: Tx, desk: Desk, carried: readonly Carried[]): Promise<NewEvent[]> {
  const [first] = carried
  if (!first) {
    return []
  }
  const { channel } = first
  const news = await recordSaid(tx, desk, { ...channel, said: carried.flatMap((one) => messageSent(one) ?? []) })
  await notePermissionThere(tx, desk, { ...channel, permission: permissionFor('say', 'direct') })
  const rests = carried.flatMap(({ outcome }) => (outcome.kind === 'sent' && outcome.restUntil ? [outcome.restUntil.getTime()] : []))
  await pauseUntil(tx, channel, rests.length === 0 ? undefined : new Date(Math.max(...rests)))
  return news
}

/** Writes down what became of an act. */
export async function settle(tx: Tx, desk: Desk, carried: Carried): Promise<Turn> {
  const { channel, kept, subject, keyName, outcome, isBringing } = carried
  const { workspaceId } = channel
  const [act, at] = [{ workspaceId, id: kept.id }, desk.now()]
  switch (outcome.kind) {
    case 'sent':
      await recordDone(tx, desk, { workspaceId, kept, outcome })
      await notePermissionThere(tx, desk, { ...channel, permission: permissionFor(kept.act.kind, subject.kind) })
      await pauseUntil(tx, channel, outcome.restUntil)
      return { kind: 'done' }
    case 'failed':
      return await settleRefused(tx, desk, { channel, kept, subject, isBringing, failure: outcome.failure })
    case 'unconfirmed':
      if (IS_SAFE_TO_REPEAT[kept.act.kind] && kept.tries < MOST_TRIES_IN_DOUBT) {
        const again = nextTry(kept, at)
        await recordState(tx, desk, {
          ...act,
          change: { state: 'queued', at, failure: outcome.failure, notBefore: again, isDoubted: true },
        })
        return { kind: 'later', why: outcome.failure.reason, at: again }
      }
      await doubt(tx, desk, { workspaceId, kept, failure: outcome.failure })
      return { kind: 'done' }
    case 'retry': {
      const again = outcome.notBefore ?? nextTry(kept, at)
      await recordState(tx, desk, {
        ...act,
        change: { state: 'queued', at, failure: outcome.failure, notBefore: again, isTried: isBringing },
      })
      await pauseUntil(tx, channel, outcome.failure.reach === 'channel' ? again : undefined)
      return { kind: 'later', why: outcome.failure.reason, at: again }
    }
    case 'key-dead':
      await noteKeyTrouble(tx, desk, { ...channel, trouble: deadKey(keyName, outcome) })
      await recordState(tx, desk, { ...act, change: { state: 'queued', at, failure: outcome.failure } })
      return { kind: 'idle' }
  }
}

type Refused = Pick<Carried, 'channel' | 'kept' | 'subject' | 'isBringing'> & { readonly failure: SendFailure }

async function settleRefused(tx: Tx, desk: Desk, refused: Refused): Promise<Turn> {
  const { channel, kept, subject, failure } = refused
  const { workspaceId } = channel
  if (await isFileLost(tx, refused)) {
    const at = desk.now()
    await recordState(tx, desk, { workspaceId, id: kept.id, change: { state: 'queued', at } })
    return { kind: 'later', why: failure.reason, at }
  }
  await refuse(tx, desk, { workspaceId, kept, failure })
  if (failure.reason === 'permission-missing') {
    await notePermissionMissing(tx, desk, { ...channel, permission: permissionFor(kept.act.kind, subject.kind) })
  }
  return { kind: 'done' }
}

/** Of files that were brought for an earlier message the channel may have lost one: then they are brought anew, once. */
async function isFileLost(tx: Tx, { channel, kept, subject, failure, isBringing }: Refused): Promise<boolean> {
  const files = failure.reason === 'file-refused' && !isBringing ? filesAhead(kept.act, subject.kind) : []
  return await forgetBrought(tx, { ...channel, files }, kept.stateAt)
}

/** `tries` is as it was before this one. */
function nextTry({ tries }: KeptAct, now: Date): Date {
  return nextTryAt({ tries: tries + 1, now, chance: Math.random() })
}

/** Then others of the conversation have waited long enough: it is told as it is, and looked at. */
const MOST_TRIES_IN_DOUBT = 8
