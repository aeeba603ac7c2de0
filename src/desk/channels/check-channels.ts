import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { KeyTrouble } from '#domain/channels/key-trouble.ts'
import type { AppFindings, Findings, KeyFinding, NotTold, Told } from '#domain/channels/findings.ts'
import type { KeyAnswer, KeyPort, LivingKey } from '#domain/channels/key-port.ts'
import type { ReachPort } from '#domain/channels/reach-port.ts'
import type { SubscriptionPort } from '#domain/channels/subscription-port.ts'
import { claimComparison, hasGap, moveSeenUntil, noteGap } from '#storage/channel-repairs.ts'
import { checkAgainAt, claimDueChannels, isConnectedWith, saveFindings, saveLivingKey } from '#storage/channel-checks.ts'
import type { Tx } from '#storage/database.ts'
import type { Desk } from '../desk.ts'
import { transact } from '../transact.ts'
import { startRepair } from './start-repair.ts'
import { noteHistory } from './note-history.ts'
import { noteKeyTrouble, notePermissionMissing, notePermissionThere, tellChannelChanged } from './mark-problem.ts'

/**
 * Facebook sends no notice of a key that ends (Access tokens, debugging and error handling, 2026), nor of a Page whose messages it stopped telling after an
 * hour of failing webhooks (Messenger Platform docs, webhooks, 2026-06): it is asked.
 */
export const CHECK_EVERY_MS = 15 * 60_000
/** Where nothing was told. */
const AGAIN_AFTER_MS = 5 * 60_000
const AT_ONCE = 8
/** What webhooks lost is found a day later at the latest. */
const COMPARED_EVERY_MS = 24 * 3_600_000

export type CheckPorts = {
  readonly keys: KeyPort
  readonly subscriptions: SubscriptionPort
  readonly reach: ReachPort
  /** How far this machine's clock is ahead of the network's, in seconds, as its last answer told. */
  readonly skewSeconds: () => number | undefined
}

type Looking = { isStopping?(): boolean }

/** Checks every channel that is due, and writes down what was told. Any number of processes may: each channel is claimed by one of them. */
export async function checkChannels(desk: Desk, ports: CheckPorts, { isStopping = () => false }: Looking = {}): Promise<void> {
  // A Page is told of by the app only, so the app is looked at with the first Page.
  let app: Promise<AppFindings> | undefined
  while (!isStopping()) {
    const now = desk.now()
    const due = await claimDueChannels(desk.db, { now, next: new Date(now.getTime() + CHECK_EVERY_MS), most: AT_ONCE })
    if (due.length > 0) {
      app ??= checkApp(desk, ports)
      const found = await app
      await eachToItsEnd(due.map((channel) => checkChannel(desk, ports, { channel, app: found })))
    }
    if (due.length < AT_ONCE) {
      return
    }
  }
}

/** Checks one channel, whether it is due or not. */
export async function checkOneChannel(desk: Desk, ports: CheckPorts, channel: ChannelOfWorkspace): Promise<void> {
  await checkChannel(desk, ports, { channel, app: await checkApp(desk, ports) })
}

/** One that fails leaves the others alone; then it is told, and several as one. */
async function eachToItsEnd(checks: readonly Promise<void>[]): Promise<void> {
  const failures = (await Promise.allSettled(checks)).flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []))
  const [first, ...others] = failures
  if (failures.length > 0) {
    throw others.length === 0 ? first : new AggregateError(failures, `${failures.length} channels could not be checked.`)
  }
}

/** Checks what all channels share, and has it mended. */
export async function checkApp(desk: Desk, { subscriptions, reach, skewSeconds }: CheckPorts): Promise<AppFindings> {
  const [events, reached] = await Promise.all([checkEventsOfApp(desk, subscriptions.desk), reach()])
  const skew = skewSeconds()
  return { reach: reached, events, ...(skew === undefined ? {} : { skewSeconds: skew }) }
}

/** Whether all that the app is to be told comes here. That it did not is noted on every channel before that is mended. */
async function checkEventsOfApp(desk: Desk, app: SubscriptionPort['desk']): Promise<AppFindings['events']> {
  const told = await app.missing()
  if (told.kind !== 'told' || told.missing.length === 0) {
    return told.kind === 'told' ? { ...told, mended: [] } : told
  }
  await noteGap(desk.db, 'all')
  const now = await app.mend()
  // Where it could not be mended, what was told before that still stands.
  return now.kind === 'told' ? { ...now, mended: mendedOf(told.missing, now.missing) } : { ...told, mended: [] }
}

function mendedOf(before: readonly string[], after: readonly string[]): string[] {
  return before.filter((name) => !after.includes(name))
}

type Due = { readonly channel: ChannelOfWorkspace; readonly app: AppFindings }

/** What was found is written down at the end, for whoever asks the doctor. */
async function checkChannel(desk: Desk, { keys, subscriptions }: CheckPorts, { channel, app }: Due): Promise<void> {
  const at = desk.now()
  const answer = await keys(channel)
  const page = await noteKeyAnswer(desk, { channel, answer, check: () => checkSubscription(desk, subscriptions, { channel, app }) })
  const findings: Findings = { app, key: keyFindingOf(answer), ...(page ? { page } : {}) }
  await saveFindings(desk.db, channel, { findings, at })
}

type PageFinding = Findings['page']
type Answered = { readonly channel: ChannelOfWorkspace; readonly answer: KeyAnswer; check(): Promise<PageFinding> }

async function noteKeyAnswer(desk: Desk, { channel, answer, check }: Answered): Promise<PageFinding> {
  switch (answer.kind) {
    case 'alive':
      await transact(desk, (tx) => noteAlive(tx, desk, { ...channel, key: answer }))
      return await check()
    case 'key-dead':
    case 'key-unreadable':
      await transact(desk, (tx) => noteKeyTrouble(tx, desk, { ...channel, trouble: answer }))
      return undefined
    case 'not-now':
      await checkSoon(desk, channel)
      return undefined
    case 'no-key':
      return undefined
    default:
      return answer satisfies never
  }
}

/** What is kept of it: the key's name is nobody's business. */
function keyFindingOf(answer: KeyAnswer): KeyFinding {
  switch (answer.kind) {
    case 'alive':
      return { kind: 'alive', missing: answer.missing }
    case 'key-dead': {
      const { keyName: _name, ...death } = answer
      return death
    }
    case 'key-unreadable':
      return { kind: 'key-unreadable' }
    default:
      return answer
  }
}

async function checkSoon(desk: Desk, channel: ChannelOfWorkspace): Promise<void> {
  await checkAgainAt(desk.db, channel, new Date(desk.now().getTime() + AGAIN_AFTER_MS))
}

type Alive = ChannelOfWorkspace & { readonly key: LivingKey }

/**
 * A permission that came to the key is there. One that it had all the time and Facebook refused all the same, for want of its approval, stays
 * missing until something that needs it passes.
 */
async function noteAlive(tx: Tx, desk: Desk, { key, ...channel }: Alive): Promise<void> {
  const saved = await saveLivingKey(tx, channel, { key, at: desk.now() })
  if (!saved) {
    return
  }
  for (const permission of key.missing) {
    await notePermissionMissing(tx, desk, { ...channel, permission })
  }
  for (const permission of key.permissions.filter((each) => !saved.before.includes(each))) {
    await notePermissionThere(tx, desk, { ...channel, permission })
  }
  if (saved.isMoved) {
    await tellChannelChanged(tx, channel)
  }
}

async function checkSubscription(desk: Desk, subscriptions: SubscriptionPort, { channel, app }: Due): Promise<PageFinding> {
  const opened = await subscriptions.of(channel)
  if (opened.kind !== 'open') {
    return opened.kind === 'no-key' ? undefined : await notTold(desk, channel, opened)
  }
  const { keyName } = opened
  const isAppHeard = app.events.kind === 'told' && app.events.missing.length === 0
  const askedAt = desk.now()
  const told = await opened.missing()
  if (told.kind !== 'told') {
    return await notTold(desk, channel, told)
  }
  if (told.missing.length === 0) {
    await transact(desk, (tx) => noteHeard(tx, desk, { ...channel, keyName, askedAt, isAppHeard }))
    return { ...told, mended: [] }
  }
  // Whatever becomes of the next calls, and of this process: something was not told since.
  await noteGap(desk.db, channel)
  const mended = await opened.mend()
  if (mended.kind !== 'told') {
    await notTold(desk, channel, mended)
    return { ...told, mended: [] }
  }
  const fields = mendedOf(told.missing, mended.missing)
  await transact(desk, (tx) =>
    noteMended(tx, desk, { ...channel, keyName, askedAt, fields, isAppHeard: isAppHeard && mended.missing.length === 0 }),
  )
  return { ...mended, mended: fields } satisfies Told
}

async function notTold(desk: Desk, channel: ChannelOfWorkspace, told: KeyTrouble | NotTold): Promise<NotTold | undefined> {
  if (told.kind === 'not-now') {
    await checkSoon(desk, channel)
    return told
  }
  await transact(desk, (tx) => noteKeyTrouble(tx, desk, { ...channel, trouble: told }))
  return undefined
}

type Heard = ChannelOfWorkspace & {
  readonly keyName: string
  readonly askedAt: Date
  /** Nothing is left out at the app. */
  readonly isAppHeard: boolean
}

/** Facebook tells everything of the channel: what is said from now on is heard, and what was not told before is fetched. Once a day all is compared. */
async function noteHeard(tx: Tx, desk: Desk, { keyName, askedAt, isAppHeard, ...channel }: Heard): Promise<void> {
  if (!(await isConnectedWith(tx, { ...channel, keyName }))) {
    return
  }
  if (isAppHeard) {
    if (await hasGap(tx, channel)) {
      await startRepair(tx, desk, channel)
    }
    await moveSeenUntil(tx, channel, { at: askedAt, now: desk.now() })
  }
  const before = new Date(askedAt.getTime() - COMPARED_EVERY_MS)
  if (await claimComparison(tx, channel, { at: askedAt, before })) {
    await startRepair(tx, desk, { ...channel, since: before, isQuiet: true })
  }
}

/** The same where it has been mended just now. Who let go of the channel meanwhile is told nothing: what still comes is ignored. */
async function noteMended(tx: Tx, desk: Desk, { fields, ...heard }: Heard & { readonly fields: readonly string[] }): Promise<void> {
  const { workspaceId, channelId, keyName } = heard
  const channel = { workspaceId, channelId }
  if (fields.length > 0 && (await isConnectedWith(tx, { ...channel, keyName }))) {
    await noteHistory(tx, desk, { ...channel, what: 'subscription-mended', detail: { fields } })
    await startRepair(tx, desk, channel)
    await tellChannelChanged(tx, channel)
  }
  await noteHeard(tx, desk, heard)
}
