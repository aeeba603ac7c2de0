import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import { SAID_LISTS, UNTOLD_MESSAGE, type SaidAnswer, type SaidList, type SaidSincePort } from '#domain/channels/said-since-port.ts'
import { subjectKey } from '#domain/conversations/subject.ts'
import { isSaidMeanwhile } from '#domain/acts/said-meanwhile.ts'
import type { Fact, Thing } from '#domain/facts/fact.ts'
import {
  alreadyHeard,
  deleteRepair,
  doubtsOf,
  findRepair,
  lockRepair,
  moveSeenUntil,
  saidKey,
  saveRepairProgress,
  type Doubt,
  type Repair,
  type SaidName,
} from '#storage/channel-repairs.ts'
import { lockChannelState } from '#storage/channels.ts'
import type { Tx } from '#storage/database.ts'
import { machineTime } from '../desk-clock.ts'
import type { Desk } from '../desk.ts'
import { takeIn } from '../intake/take-in.ts'
import { NotToldYetError } from '../not-told-yet.ts'
import { transact } from '../transact.ts'
import { noteKeyTrouble, tellChannelChanged } from './mark-problem.ts'
import { noteHistory } from './note-history.ts'

export type SaidPorts = Readonly<Record<SaidList, SaidSincePort>>

/**
 * Fetches what was said on a channel and the desk may not have heard, list by list and page by page, and takes it in as if it had been told: what was heard is known by
 * its name. Each page is a transaction, so whoever is killed goes on where they stopped. Throws `NotToldYetError` where there is no answer for the moment.
 */
export async function repairChannel(desk: Desk, ports: SaidPorts, { workspaceId, channelId }: ChannelOfWorkspace): Promise<void> {
  const channel = { workspaceId, channelId }
  let isResumed = true
  for (let repair = await findRepair(desk.db, channel); repair; repair = await findRepair(desk.db, channel)) {
    const { list, since, movedSince, page } = repair
    const answer = await ports[list]({ ...channel, since, movedSince, page })
    if ((await heed(desk, { channel, repair, answer, isResumed })) === 'rests') {
      return
    }
    isResumed = false
  }
}

type Answered = {
  readonly channel: ChannelOfWorkspace
  readonly repair: Repair
  readonly answer: SaidAnswer
  /** The page was named in an earlier run: the channel's network may not know it any more. */
  readonly isResumed: boolean
}

/** `rests`: it goes on when the channel is connected again, or its extension switched on. */
async function heed(desk: Desk, { channel, repair, answer, isResumed }: Answered): Promise<'goes-on' | 'rests'> {
  switch (answer.kind) {
    case 'told':
      return await transact(desk, (tx) => takeInPage(tx, desk, { channel, repair, answer }))
    case 'refused':
      return await transact(desk, (tx) => leaveList(tx, desk, { channel, repair, isAgain: isResumed && repair.page !== undefined }))
    case 'key-dead':
    case 'key-unreadable':
      await transact(desk, (tx) => noteKeyTrouble(tx, desk, { ...channel, trouble: answer }))
      return 'rests'
    case 'no-key':
      return 'rests'
    case 'not-now':
      throw new NotToldYetError(answer.why)
    default:
      return answer satisfies never
  }
}

type Step = Pick<Answered, 'channel' | 'repair'>
type Page = Step & { readonly answer: Extract<SaidAnswer, { readonly kind: 'told' }> }

async function takeInPage(tx: Tx, desk: Desk, { channel, repair: before, answer }: Page): Promise<'goes-on' | 'rests'> {
  const repair = await lockStep(tx, { channel, repair: before })
  if (!repair) {
    return 'goes-on'
  }
  const missing = await notHeard(tx, channel, answer.facts)
  const receivedAt = machineTime(desk)
  const taken = await takeIn(
    tx,
    desk,
    missing.map((fact) => ({ fact, receivedAt })),
  )
  if (taken.some(({ kind }) => kind !== 'taken')) {
    // Switched off meanwhile, or let go: what was taken in stays, and the page is read once more.
    return 'rests'
  }
  await goOn(tx, desk, { channel, repair: { ...repair, ...counted(repair, missing) }, next: answer.next })
  if (!repair.isQuiet && missing.length > 0) {
    await tellChannelChanged(tx, channel)
  }
  return 'goes-on'
}

/** The network does not let us read on. With `isAgain` the list is begun anew, else it is left as one that was not read. */
async function leaveList(
  tx: Tx,
  desk: Desk,
  { channel, repair: before, isAgain }: Step & { readonly isAgain: boolean },
): Promise<'goes-on'> {
  const repair = await lockStep(tx, { channel, repair: before })
  if (repair && isAgain) {
    await saveRepairProgress(tx, channel, { ...repair, page: undefined })
  } else if (repair) {
    await goOnWithNextList(tx, desk, { channel, repair: { ...repair, unread: [...repair.unread, repair.list] } })
  }
  return 'goes-on'
}

/** Undefined where somebody else did this step, or it begins anew. The channel is locked before it, as by whoever connects it. */
async function lockStep(tx: Tx, { channel, repair: before }: Step): Promise<Repair | undefined> {
  await lockChannelState(tx, channel)
  const repair = await lockRepair(tx, channel)
  const isSame =
    repair?.list === before.list &&
    repair.page === before.page &&
    repair.startedAt.getTime() === before.startedAt.getTime() &&
    repair.roundAt.getTime() === before.roundAt.getTime()
  return isSame ? repair : undefined
}

/**
 * The next page; behind the last one of several another round of what moved since this one began: a conversation in which something is said moves to the head of the
 * list, over pages that were read.
 */
async function goOn(tx: Tx, desk: Desk, { channel, repair, next }: Step & { readonly next: string | undefined }): Promise<void> {
  if (next !== undefined) {
    return await saveRepairProgress(tx, channel, { ...repair, page: next })
  }
  if (repair.list === 'messages' && repair.page !== undefined && repair.round < MOST_ROUNDS) {
    const movedSince = new Date(repair.roundAt.getTime() - ROUNDS_APART_MS)
    return await saveRepairProgress(tx, channel, { ...repair, page: undefined, movedSince, roundAt: desk.now(), round: repair.round + 1 })
  }
  await goOnWithNextList(tx, desk, { channel, repair })
}

/** What moved in each of so many is read by webhooks. */
const MOST_ROUNDS = 3
/** Clocks differ. */
const ROUNDS_APART_MS = 60_000

async function goOnWithNextList(tx: Tx, desk: Desk, { channel, repair }: Step): Promise<void> {
  const list = SAID_LISTS[SAID_LISTS.indexOf(repair.list) + 1]
  if (list === undefined) {
    return await end(tx, desk, { channel, repair })
  }
  await saveRepairProgress(tx, channel, { ...repair, list, page: undefined, movedSince: repair.since, roundAt: desk.now(), round: 1 })
}

function counted(
  { messages, comments, posts, untold }: Repair,
  missing: readonly Fact[],
): Pick<Repair, 'messages' | 'comments' | 'posts' | 'untold'> {
  const added = missing.flatMap((fact) => (fact.act === 'added' ? [fact.thing] : []))
  const count = (thing: Thing) => added.filter((each) => each === thing).length
  return {
    messages: messages + count('message'),
    comments: comments + count('comment'),
    posts: posts + count('post'),
    untold: untold + missing.filter((fact) => fact.act === 'not-understood' && fact.label === UNTOLD_MESSAGE).length,
  }
}

async function notHeard(tx: Tx, channel: ChannelOfWorkspace, facts: readonly Fact[]): Promise<Fact[]> {
  const heard = await alreadyHeard(tx, channel, facts.flatMap(nameOf))
  const doubts = await doubtsOf(tx, channel)
  return facts.filter((fact) => !nameOf(fact).some((name) => heard.has(saidKey(name))) && !isPerhapsOurs(fact, doubts))
}

function nameOf(fact: Fact): SaidName[] {
  if (fact.act === 'not-understood') {
    return fact.about === undefined ? [] : [{ thing: 'message', externalId: fact.about }]
  }
  return 'externalId' in fact ? [{ thing: fact.thing, externalId: fact.externalId }] : []
}

/** What the Page said while something of ours was under way or in doubt is left to whoever looks for that: it may be the same. */
function isPerhapsOurs(fact: Fact, doubts: readonly Doubt[]): boolean {
  if (fact.act !== 'added' || fact.author.kind !== 'page') {
    return false
  }
  const [key, at] = [subjectKey(fact.subject), fact.time.own]
  return doubts.some((doubt) => doubt.key === key && (at === undefined || isSaidMeanwhile(at, doubt)))
}

async function end(tx: Tx, desk: Desk, { channel, repair }: Step): Promise<void> {
  const { messages, comments, posts, untold, unread, since, startedAt, isQuiet } = repair
  await deleteRepair(tx, channel)
  if (unread.length === 0) {
    await moveSeenUntil(tx, channel, { at: startedAt, now: desk.now() })
  }
  if (!isQuiet || messages + comments + posts + untold > 0) {
    const detail = { messages, comments, posts, untold, unread, since: since.toISOString() }
    await noteHistory(tx, desk, { ...channel, what: 'recovered', detail })
    await tellChannelChanged(tx, channel)
  }
}
