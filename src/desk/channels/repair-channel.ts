import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { InboxAnswer, InboxPort } from '#domain/channels/inbox-port.ts'
import { subjectKey } from '#domain/conversations/subject.ts'
import type { Fact } from '#domain/facts/fact.ts'
import {
  conversationsInDoubt,
  deleteRepair,
  findRepair,
  lockRepair,
  messagesHeard,
  moveSeenUntil,
  saveRepairProgress,
  type Repair,
} from '#storage/channel-repairs.ts'
import type { Tx } from '#storage/database.ts'
import { machineTime } from '../desk-clock.ts'
import type { Desk } from '../desk.ts'
import { takeIn } from '../intake/take-in.ts'
import { NotToldYetError } from '../not-told-yet.ts'
import { transact } from '../transact.ts'
import { noteKeyTrouble, tellChannelChanged } from './mark-problem.ts'
import { noteHistory } from './note-history.ts'

/**
 * Fetches what was said in private on a channel and the desk may not have heard, page by page, and takes it in as if it had been told: what was heard is known by
 * its name. Each page is a transaction, so whoever is killed goes on where they stopped. Throws `NotToldYetError` where there is no answer for the moment.
 */
export async function repairChannel(desk: Desk, inbox: InboxPort, { workspaceId, channelId }: ChannelOfWorkspace): Promise<void> {
  const channel = { workspaceId, channelId }
  for (let repair = await findRepair(desk.db, channel); repair; repair = await findRepair(desk.db, channel)) {
    const answer = await inbox({ ...channel, since: repair.since, page: repair.page })
    if ((await heed(desk, { channel, repair, answer })) === 'rests') {
      return
    }
  }
}

type Answered = { readonly channel: ChannelOfWorkspace; readonly repair: Repair; readonly answer: InboxAnswer }

/** `rests`: it goes on when the channel is connected again, or its extension switched on. */
async function heed(desk: Desk, { channel, repair, answer }: Answered): Promise<'goes-on' | 'rests'> {
  switch (answer.kind) {
    case 'told':
      return await transact(desk, (tx) => takeInPage(tx, desk, { channel, repair, answer }))
    case 'refused':
      await transact(desk, (tx) => deleteRepair(tx, channel))
      return 'rests'
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
  readonly answer: Extract<InboxAnswer, { readonly kind: 'told' }>
}

async function takeInPage(tx: Tx, desk: Desk, { channel, repair: before, answer }: Page): Promise<'goes-on' | 'rests'> {
  const repair = await lockRepair(tx, channel)
  if (!repair || repair.page !== before.page || repair.since.getTime() !== before.since.getTime()) {
    // Somebody else did this page, or it begins anew.
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
  const untold = missing.filter(({ act }) => act === 'not-understood').length
  const sum = { recovered: repair.recovered + missing.length - untold, untold: repair.untold + untold }
  if (answer.next === undefined) {
    await end(tx, desk, { channel, repair: { ...repair, ...sum } })
  } else {
    await saveRepairProgress(tx, channel, { page: answer.next, ...sum })
  }
  return 'goes-on'
}

/** What the Page said where something of ours is in doubt is left to whoever looks for that: it may be the same. */
async function notHeard(tx: Tx, channel: ChannelOfWorkspace, facts: readonly Fact[]): Promise<Fact[]> {
  const heard = await messagesHeard(tx, channel, facts.flatMap(nameOf))
  const doubted = await conversationsInDoubt(tx, channel)
  return facts.filter((fact) => !nameOf(fact).some((name) => heard.has(name)) && !isPerhapsOurs(fact, doubted))
}

function nameOf(fact: Fact): string[] {
  if (fact.act === 'not-understood') {
    return fact.about === undefined ? [] : [fact.about]
  }
  return 'externalId' in fact ? [fact.externalId] : []
}

function isPerhapsOurs(fact: Fact, doubted: ReadonlySet<string>): boolean {
  return fact.act === 'added' && fact.author.kind === 'page' && doubted.has(subjectKey(fact.subject))
}

async function end(tx: Tx, desk: Desk, { channel, repair }: Pick<Page, 'channel' | 'repair'>): Promise<void> {
  const { recovered: messages, untold, since, startedAt, isQuiet } = repair
  await deleteRepair(tx, channel)
  await moveSeenUntil(tx, channel, startedAt)
  if (!isQuiet || messages + untold > 0) {
    await noteHistory(tx, desk, { ...channel, what: 'recovered', detail: { messages, untold, since: since.toISOString() } })
    await tellChannelChanged(tx, channel)
  }
}
