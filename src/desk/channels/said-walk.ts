import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import { SAID_LISTS, type SaidAnswer, type SaidList, type SaidSincePort } from '#domain/channels/said-since-port.ts'
import type { Db, Tx } from '#storage/database.ts'
import { lockChannelState } from '#storage/channels.ts'
import type { Desk } from '../desk.ts'
import { NotToldYetError } from '../not-told-yet.ts'
import { transact } from '../transact.ts'
import { noteKeyTrouble } from './mark-problem.ts'

export type SaidPorts = Readonly<Record<SaidList, SaidSincePort>>

/** How far somebody is who reads what was said on a channel since a moment, list by list and page by page. */
export type SaidWalk = {
  readonly since: Date
  readonly startedAt: Date
  /** What moved since is read in this round, which began at a moment. */
  readonly movedSince: Date
  readonly roundAt: Date
  readonly round: number
  readonly list: SaidList
  /** Where the network's list goes on; undefined at its head. */
  readonly page: string | undefined
  /** What the network did not let us read. */
  readonly unread: readonly SaidList[]
}

export type ToldPage = Extract<SaidAnswer, { readonly kind: 'told' }>

/** Why somebody walks: what is done with what is read, and where they note how far they are. */
export type Errand<W extends SaidWalk> = {
  /** Undefined where nobody walks. */
  find(db: Db, channel: ChannelOfWorkspace): Promise<W | undefined>
  /** The same; it is locked until the transaction ends. */
  lock(tx: Tx, channel: ChannelOfWorkspace): Promise<W | undefined>
  /** Answers the walk with what this page counted in it; undefined where it cannot be taken in now, and is to be read once more. */
  takeIn(tx: Tx, walk: W, page: ToldPage): Promise<W | undefined>
  /** Whether a place that the network does not know may be one that it knew once: then the list is begun anew. */
  mayBeginAnew(walk: W): boolean
  /** The next step begins here; `how`: `anew` at the head of a list that was under way. */
  save(tx: Tx, walk: W, how: 'on' | 'anew'): Promise<void>
  end(tx: Tx, walk: W): Promise<void>
}

type Step<W extends SaidWalk> = { readonly channel: ChannelOfWorkspace; readonly errand: Errand<W> }

/**
 * Reads one page and takes it in, in a transaction, so whoever is killed goes on where they stopped. `rests`: it goes on when the channel is connected again, or its
 * extension switched on. `done`: nobody walks. Throws `NotToldYetError` where there is no answer for the moment.
 */
export async function takeStep<W extends SaidWalk>(
  desk: Desk,
  ports: SaidPorts,
  { channel, errand }: Step<W>,
): Promise<'goes-on' | 'rests' | 'done'> {
  const walk = await errand.find(desk.db, channel)
  if (!walk) {
    return 'done'
  }
  const { list, since, movedSince, page } = walk
  const answer = await ports[list]({ ...channel, since, movedSince, page, now: desk.now() })
  switch (answer.kind) {
    case 'told':
      return await transact(desk, (tx) => takeInPage(tx, desk, { channel, errand, walk, page: answer }))
    case 'refused':
      return await transact(desk, (tx) => leaveList(tx, desk, { channel, errand, walk }))
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

type Walking<W extends SaidWalk> = Step<W> & { readonly walk: W }

async function takeInPage<W extends SaidWalk>(
  tx: Tx,
  desk: Desk,
  { page, ...walking }: Walking<W> & { readonly page: ToldPage },
): Promise<'goes-on' | 'rests'> {
  const walk = await lockStep(tx, walking)
  if (!walk) {
    return 'goes-on'
  }
  const taken = await walking.errand.takeIn(tx, walk, page)
  if (!taken) {
    // Switched off meanwhile, or let go: what was taken in stays, and the page is read once more.
    return 'rests'
  }
  // A list that goes on where it was has no end that we could reach.
  const isStuck = page.next !== undefined && page.next === taken.page
  await (isStuck ? leaveUnread(tx, desk, { ...walking, walk: taken }) : goOn(tx, desk, { ...walking, walk: taken, next: page.next }))
  return 'goes-on'
}

/** The network does not let us read on: the list is begun anew where its place may be out of date, else it is left as one that was not read. */
async function leaveList<W extends SaidWalk>(tx: Tx, desk: Desk, walking: Walking<W>): Promise<'goes-on'> {
  const { errand } = walking
  const walk = await lockStep(tx, walking)
  if (walk && walk.page !== undefined && errand.mayBeginAnew(walk)) {
    await errand.save(tx, { ...walk, page: undefined }, 'anew')
  } else if (walk) {
    await leaveUnread(tx, desk, { ...walking, walk })
  }
  return 'goes-on'
}

/** Undefined where somebody else did this step, or it begins anew. The channel is locked before it, as by whoever connects it. */
async function lockStep<W extends SaidWalk>(tx: Tx, { channel, errand, walk: before }: Walking<W>): Promise<W | undefined> {
  await lockChannelState(tx, channel)
  const walk = await errand.lock(tx, channel)
  const isSame =
    walk?.list === before.list &&
    walk.page === before.page &&
    walk.startedAt.getTime() === before.startedAt.getTime() &&
    walk.roundAt.getTime() === before.roundAt.getTime()
  return isSame ? walk : undefined
}

/**
 * The next page; behind the last one of several another round of what moved since this one began: a conversation in which something is said moves to the head of the
 * list, over pages that were read.
 */
async function goOn<W extends SaidWalk>(
  tx: Tx,
  desk: Desk,
  { next, ...walking }: Walking<W> & { readonly next: string | undefined },
): Promise<void> {
  const { errand, walk } = walking
  if (next !== undefined) {
    return await errand.save(tx, { ...walk, page: next }, 'on')
  }
  if (walk.list === 'messages' && walk.page !== undefined && walk.round < MOST_ROUNDS) {
    const movedSince = new Date(walk.roundAt.getTime() - ROUNDS_APART_MS)
    return await errand.save(tx, { ...walk, page: undefined, movedSince, roundAt: desk.now(), round: walk.round + 1 }, 'on')
  }
  await goOnWithNextList(tx, desk, walking)
}

/** What moved in each of so many is read by webhooks. */
const MOST_ROUNDS = 3
/** Clocks differ. */
const ROUNDS_APART_MS = 60_000

async function leaveUnread<W extends SaidWalk>(tx: Tx, desk: Desk, { walk, ...walking }: Walking<W>): Promise<void> {
  await goOnWithNextList(tx, desk, { ...walking, walk: { ...walk, unread: [...walk.unread, walk.list] } })
}

async function goOnWithNextList<W extends SaidWalk>(tx: Tx, desk: Desk, { errand, walk }: Walking<W>): Promise<void> {
  const list = SAID_LISTS[SAID_LISTS.indexOf(walk.list) + 1]
  if (list === undefined) {
    return await errand.end(tx, walk)
  }
  await errand.save(tx, { ...walk, list, page: undefined, movedSince: walk.since, roundAt: desk.now(), round: 1 }, 'on')
}
