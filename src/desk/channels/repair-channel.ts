import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import { SAID_LISTS, type SaidAnswer, type SaidList, type SaidSincePort } from '#domain/channels/said-since-port.ts'
import { subjectKey } from '#domain/conversations/subject.ts'
import type { Fact } from '#domain/facts/fact.ts'
import {
  alreadyHeard,
  conversationsInDoubt,
  deleteRepair,
  findRepair,
  lockRepair,
  moveSeenUntil,
  saidKey,
  saveRepairProgress,
  type Repair,
  type SaidName,
} from '#storage/channel-repairs.ts'
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
  for (let repair = await findRepair(desk.db, channel); repair; repair = await findRepair(desk.db, channel)) {
    const answer = await ports[repair.list]({ ...channel, since: repair.since, page: repair.page })
    if ((await heed(desk, { channel, repair, answer })) === 'rests') {
      return
    }
  }
}

type Answered = { readonly channel: ChannelOfWorkspace; readonly repair: Repair; readonly answer: SaidAnswer }

/** `rests`: it goes on when the channel is connected again, or its extension switched on. */
async function heed(desk: Desk, { channel, repair, answer }: Answered): Promise<'goes-on' | 'rests'> {
  switch (answer.kind) {
    case 'told':
      return await transact(desk, (tx) => takeInPage(tx, desk, { channel, repair, answer }))
    case 'refused':
      // A permission is missing, which the channel says already: the other list may be told all the same.
      return await transact(desk, (tx) => takeInPage(tx, desk, { channel, repair, answer: { kind: 'told', facts: [], next: undefined } }))
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

type Page = {
  readonly channel: ChannelOfWorkspace
  readonly repair: Repair
  readonly answer: Extract<SaidAnswer, { readonly kind: 'told' }>
}

async function takeInPage(tx: Tx, desk: Desk, { channel, repair: before, answer }: Page): Promise<'goes-on' | 'rests'> {
  const repair = await lockRepair(tx, channel)
  if (!repair || !isSameStep(repair, before)) {
    // Somebody else did this page, or it begins anew.
    return 'goes-on'
  }
  // The newest is listed first, and heard last: of one second, what answers stands behind what it answers.
  const missing = (await notHeard(tx, channel, answer.facts)).toReversed()
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
  const progress = { ...counted(repair, missing), ...stepAfter(repair, answer.next) }
  if (progress.list === undefined) {
    await end(tx, desk, { channel, repair: { ...repair, ...progress, list: repair.list } })
  } else {
    await saveRepairProgress(tx, channel, { ...progress, list: progress.list })
    if (!repair.isQuiet && missing.length > 0) {
      await tellChannelChanged(tx, channel)
    }
  }
  return 'goes-on'
}

function isSameStep(one: Repair, other: Repair): boolean {
  return one.list === other.list && one.page === other.page && one.since.getTime() === other.since.getTime()
}

/** The next page, or the head of the next list; `list` is undefined where all is read. */
function stepAfter({ list }: Repair, next: string | undefined): { readonly list: SaidList | undefined; readonly page: string | undefined } {
  return next === undefined ? { list: SAID_LISTS[SAID_LISTS.indexOf(list) + 1], page: undefined } : { list, page: next }
}

function counted({ messages, comments, untold }: Repair, missing: readonly Fact[]): Pick<Repair, 'messages' | 'comments' | 'untold'> {
  const added = missing.flatMap((fact) => (fact.act === 'added' ? [fact.thing] : []))
  return {
    messages: messages + added.filter((thing) => thing === 'message').length,
    comments: comments + added.filter((thing) => thing === 'comment').length,
    untold: untold + missing.filter(({ act }) => act === 'not-understood').length,
  }
}

/** What the Page said where something of ours is in doubt is left to whoever looks for that: it may be the same. */
async function notHeard(tx: Tx, channel: ChannelOfWorkspace, facts: readonly Fact[]): Promise<Fact[]> {
  const heard = await alreadyHeard(tx, channel, facts.flatMap(nameOf))
  const doubted = await conversationsInDoubt(tx, channel)
  return facts.filter((fact) => !nameOf(fact).some((name) => heard.has(saidKey(name))) && !isPerhapsOurs(fact, doubted))
}

function nameOf(fact: Fact): SaidName[] {
  if (fact.act === 'not-understood') {
    return fact.about === undefined ? [] : [{ thing: 'message', externalId: fact.about }]
  }
  return 'externalId' in fact ? [{ thing: fact.thing, externalId: fact.externalId }] : []
}

function isPerhapsOurs(fact: Fact, doubted: ReadonlySet<string>): boolean {
  return fact.act === 'added' && fact.author.kind === 'page' && doubted.has(subjectKey(fact.subject))
}

async function end(tx: Tx, desk: Desk, { channel, repair }: Pick<Page, 'channel' | 'repair'>): Promise<void> {
  const { messages, comments, untold, since, startedAt, isQuiet } = repair
  await deleteRepair(tx, channel)
  await moveSeenUntil(tx, channel, startedAt)
  if (!isQuiet || messages + comments + untold > 0) {
    await noteHistory(tx, desk, { ...channel, what: 'recovered', detail: { messages, comments, untold, since: since.toISOString() } })
    await tellChannelChanged(tx, channel)
  }
}
