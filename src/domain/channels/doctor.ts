import type { AppFindings, Findings, KeyFinding, NotTold, Told } from './findings.ts'
import { laterOf } from '../facts/time.ts'

/** In the order in which a message travels. */
export const DOCTOR_STEPS = [
  'reachable',
  'app',
  'callback',
  'app-events',
  'live',
  'key',
  'proof',
  'permissions',
  'tasks',
  'page-events',
  'conversations',
  'deliveries',
  'sending',
  'clock',
] as const
export type DoctorStep = (typeof DOCTOR_STEPS)[number]

/** `skipped`: nothing can be said before a step in front of it works. */
export const VERDICTS = ['ok', 'warn', 'bad', 'unknown', 'skipped'] as const
type Verdict = (typeof VERDICTS)[number]

/** What is known beside what the last check found. */
export type Standing = {
  /** The channel has no key that works, whatever the last check found: undefined where it has one. */
  readonly trouble: Exclude<KeyFinding, NotTold | { readonly kind: 'alive' }> | undefined
  /** Undefined: until revoked. */
  readonly keyValidUntil: Date | undefined
  readonly missingPermissions: readonly string[]
  readonly isSendingBlocked: boolean
  /** When the network last told something of its own accord. */
  readonly heardAt: Date | undefined
  /** Since when the channel is connected. */
  readonly connectedAt: Date | undefined
  /** Since when its extension is switched on. */
  readonly switchedOnAt: Date | undefined
  /** After so many hours without news somebody is to be told; undefined: never. */
  readonly alarmHours: number | undefined
  /** Conversations that another app answers. */
  readonly elsewhere: number
  /** The last thing that was sent, or that failed. */
  readonly sent: { readonly at: Date; readonly hasFailed: boolean } | undefined
}

/** Whether a step works, and what is to be said of it; screens have the words. */
export type Diagnosis = { readonly step: DoctorStep; readonly verdict: Verdict } & Finding

export const FINDINGS = [
  'works',
  'not-told',
  'not-checked',
  'plain-http',
  'this-machine',
  'not-reached',
  'bad-certificate',
  'someone-else',
  'refused',
  'elsewhere',
  'none',
  'missing',
  'mended',
  'ends',
  'key-dead',
  'key-unreadable',
  'no-key',
  'shared',
  'silent',
  'nothing-yet',
  'blocked',
  'failed',
  'off',
] as const

type Finding = {
  readonly finding: (typeof FINDINGS)[number]
  readonly code?: number | undefined
  readonly subcode?: number | undefined
  /** The network's names of events or permissions. */
  readonly names?: readonly string[]
  readonly url?: string
  readonly why?: string
  readonly cause?: Extract<KeyFinding, { readonly kind: 'key-dead' }>['cause']
  readonly at?: Date | undefined
  readonly count?: number
  readonly seconds?: number
}
type Step = { readonly verdict: Verdict } & Finding

/** Windows and times of messages are the network's: a clock this far off tells agents something untrue. */
const MOST_SKEW_SECONDS = 5
const ENDS_SOON_MS = 14 * 24 * 3_600_000
const HOUR_MS = 3_600_000

const works: Step = { verdict: 'ok', finding: 'works' }
const skipped: Step = { verdict: 'skipped', finding: 'not-checked' }
const notChecked: Step = { verdict: 'unknown', finding: 'not-checked' }

/** Which steps of a channel work, in their order. `findings`: undefined before the first check. */
export function diagnose(findings: Findings | undefined, standing: Standing, now: Date): readonly Diagnosis[] {
  const steps: Readonly<Record<DoctorStep, Step>> = {
    ...appSteps(findings?.app),
    ...keySteps(findings, standing, now),
    live: liveStep(standing),
    conversations: standing.elsewhere === 0 ? works : { verdict: 'warn', finding: 'shared', count: standing.elsewhere },
    deliveries: deliveriesStep(standing, now),
    sending: sendingStep(standing),
    clock: clockStep(findings?.app.skewSeconds),
  }
  return DOCTOR_STEPS.map((step) => ({ step, ...steps[step] }))
}

/** Those of its steps that all channels share, before anybody connected one. */
export function diagnoseApp(app: AppFindings | undefined): readonly Diagnosis[] {
  const steps = appSteps(app)
  return [
    { step: 'reachable', ...steps.reachable },
    { step: 'app', ...steps.app },
    { step: 'callback', ...steps.callback },
    { step: 'app-events', ...steps['app-events'] },
  ]
}

/** The first that is broken: what comes behind it waits for that. */
export function firstBroken(steps: readonly Diagnosis[]): Diagnosis | undefined {
  return steps.find(({ verdict }) => verdict === 'bad')
}

function appSteps(app: AppFindings | undefined): Record<'reachable' | 'app' | 'callback' | 'app-events', Step> {
  if (!app) {
    return { reachable: notChecked, app: notChecked, callback: notChecked, 'app-events': notChecked }
  }
  const { events, reach } = app
  if (events.kind === 'not-now') {
    return { reachable: reachStep(reach), app: notToldStep(events), callback: skipped, 'app-events': skipped }
  }
  const { callback } = events
  const isOurs = callback.kind === 'ours'
  return {
    reachable: reachStep(reach),
    app: works,
    callback: isOurs ? works : { verdict: 'bad', finding: callback.kind, ...(callback.kind === 'elsewhere' ? { url: callback.url } : {}) },
    'app-events': isOurs ? eventsStep(events) : skipped,
  }
}

function reachStep(reach: AppFindings['reach']): Step {
  switch (reach.kind) {
    case 'works':
      return { ...works, at: reach.certificateUntil === undefined ? undefined : new Date(reach.certificateUntil) }
    case 'this-machine':
      return { verdict: 'ok', finding: 'this-machine' }
    case 'plain-http':
      return { verdict: 'bad', finding: 'plain-http' }
    case 'not-reached':
      // From inside of a network its own public address may be out of reach, while the world reaches it.
      return { verdict: 'warn', finding: 'not-reached', why: reach.why }
    case 'bad-certificate':
      return { verdict: 'bad', finding: 'bad-certificate', why: reach.why }
    case 'someone-else':
      return { verdict: 'bad', finding: 'someone-else', code: reach.status }
    default:
      return reach satisfies never
  }
}

/** Who refuses says that something is wrong; who does not answer says nothing. */
function notToldStep({ why, code, subcode }: NotTold): Step {
  return code === undefined ? { verdict: 'unknown', finding: 'not-told', why } : { verdict: 'bad', finding: 'refused', code, subcode }
}

function eventsStep({ missing, mended }: Told): Step {
  if (missing.length > 0) {
    return { verdict: 'bad', finding: 'missing', names: missing }
  }
  return mended.length > 0 ? { verdict: 'ok', finding: 'mended', names: mended } : works
}

/** An app that is refused can ask about no key. */
function isRefused({ events }: AppFindings): boolean {
  return events.kind === 'not-now' && events.code !== undefined
}

type KeyStep = 'key' | 'proof' | 'permissions' | 'tasks' | 'page-events'

function keySteps(findings: Findings | undefined, standing: Standing, now: Date): Record<KeyStep, Step> {
  const behind = { proof: skipped, permissions: skipped, tasks: skipped, 'page-events': skipped }
  if (!standing.trouble && findings && isRefused(findings.app)) {
    return { key: skipped, ...behind }
  }
  const found = standing.trouble ?? findings?.key
  if (!found) {
    return { key: notChecked, proof: notChecked, permissions: permissionStep(standing), tasks: notChecked, 'page-events': notChecked }
  }
  if (found.kind !== 'alive') {
    return { key: brokenKeyStep(found), ...behind }
  }
  return {
    key: aliveStep(standing.keyValidUntil, now),
    proof: works,
    permissions: permissionStep(standing),
    // Whoever connects a Page has all of them then, and a role that was lost is told by the key.
    tasks: { ...works, at: standing.connectedAt },
    'page-events': pageStep(findings?.page),
  }
}

function brokenKeyStep(found: Exclude<KeyFinding, { readonly kind: 'alive' }>): Step {
  if (found.kind === 'not-now') {
    return notToldStep(found)
  }
  if (found.kind !== 'key-dead') {
    return { verdict: 'bad', finding: found.kind }
  }
  const { cause, code, subcode } = found
  return { verdict: 'bad', finding: 'key-dead', cause, code, subcode }
}

function aliveStep(validUntil: Date | undefined, now: Date): Step {
  if (!validUntil) {
    return works
  }
  const isSoon = validUntil.getTime() - now.getTime() <= ENDS_SOON_MS
  return { verdict: isSoon ? 'warn' : 'ok', finding: 'ends', at: validUntil }
}

function permissionStep({ missingPermissions: names }: Standing): Step {
  return names.length === 0 ? works : { verdict: 'bad', finding: 'missing', names }
}

function pageStep(page: Findings['page']): Step {
  if (!page) {
    return notChecked
  }
  return page.kind === 'told' ? eventsStep(page) : notToldStep(page)
}

/** An app that is not live hears nothing of real Pages, only the dashboard's tests, which are of no Page (seen in logs of 2026-10). */
function liveStep({ heardAt }: Standing): Step {
  return heardAt ? { ...works, at: heardAt } : { verdict: 'unknown', finding: 'nothing-yet' }
}

function deliveriesStep({ heardAt, connectedAt, switchedOnAt, alarmHours }: Standing, now: Date): Step {
  // A Page that was connected anew, or switched on again, begins anew.
  const since = laterOf(heardAt, laterOf(connectedAt, switchedOnAt))
  if (alarmHours !== undefined && since && now.getTime() - since.getTime() >= alarmHours * HOUR_MS) {
    return { verdict: 'bad', finding: 'silent', at: since, count: alarmHours }
  }
  return heardAt ? { ...works, at: heardAt } : { verdict: 'unknown', finding: 'nothing-yet' }
}

function sendingStep({ isSendingBlocked, sent }: Standing): Step {
  if (isSendingBlocked) {
    return { verdict: 'bad', finding: 'blocked' }
  }
  if (!sent) {
    return { verdict: 'unknown', finding: 'nothing-yet' }
  }
  return sent.hasFailed ? { verdict: 'warn', finding: 'failed', at: sent.at } : { ...works, at: sent.at }
}

function clockStep(skewSeconds: number | undefined): Step {
  if (skewSeconds === undefined) {
    return notChecked
  }
  return Math.abs(skewSeconds) > MOST_SKEW_SECONDS ? { verdict: 'bad', finding: 'off', seconds: skewSeconds } : works
}
