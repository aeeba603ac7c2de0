import type { TickedByHand } from '#domain/go-live/ticked.ts'
import type { Diagnosis, FacebookApp } from '../api/types.ts'

/** In the order in which one does them. */
export const GO_LIVE_STEPS = [
  'app',
  'reachable',
  'callback',
  'app-events',
  'login',
  'callbacks',
  'business-verification',
  'review',
  'screencast',
  'live-mode',
  'first-message',
] as const
export type GoLiveStep = (typeof GO_LIVE_STEPS)[number]

/** `by-hand`: no program can see it, and nobody has ticked it off. */
export type StepState = 'done' | 'broken' | 'open' | 'by-hand'

/** How far each step is: by what the desk sees, or else by what an administrator ticked off. */
export function stateOfStep(step: GoLiveStep, app: FacebookApp): StepState {
  switch (step) {
    case 'app':
    case 'reachable':
    case 'callback':
    case 'app-events':
      return stateOf(diagnosisOf(step, app))
    case 'login':
      return app.isConnected ? 'done' : 'open'
    case 'first-message':
      return app.heardAt === null ? 'open' : 'done'
    case 'live-mode':
      // Real events are sent to live apps only.
      return app.heardAt === null ? ticked(step, app) : 'done'
    default:
      return ticked(step, app)
  }
}

export function diagnosisOf(step: Diagnosis['step'], app: FacebookApp): Diagnosis | undefined {
  return app.steps.find((each) => each.step === step)
}

function stateOf(diagnosis: Diagnosis | undefined): StepState {
  switch (diagnosis?.verdict) {
    case 'ok':
      return 'done'
    case 'bad':
    case 'warn':
      return 'broken'
    default:
      return 'open'
  }
}

function ticked(step: TickedByHand, { ticks }: FacebookApp): StepState {
  return ticks.some((tick) => tick.step === step) ? 'done' : 'by-hand'
}

export function isByHand(step: GoLiveStep, app: FacebookApp): step is TickedByHand {
  return BY_HAND.has(step) && !(step === 'live-mode' && app.heardAt !== null)
}

const BY_HAND: ReadonlySet<GoLiveStep> = new Set([
  'callbacks',
  'business-verification',
  'review',
  'screencast',
  'live-mode',
] satisfies TickedByHand[])

/** "6 of 11 are done; one needs you now." */
export function progressWords(app: FacebookApp): string {
  const states = GO_LIVE_STEPS.map((step) => stateOfStep(step, app))
  const done = states.filter((state) => state === 'done').length
  const broken = states.filter((state) => state === 'broken').length
  const needs = broken === 1 ? 'one needs you now' : `${broken} need you now`
  return `${done} of ${GO_LIVE_STEPS.length} are done${broken === 0 ? '' : `; ${needs}`}.`
}
