import { expect, test } from 'vitest'
import type { FacebookApp } from '../api/types.ts'
import { GO_LIVE_STEPS, isByHand, progressWords, stateOfStep } from './go-live-steps.ts'
import { GO_LIVE_WORDS, PERMISSIONS } from './go-live-words.ts'

const AT = '2026-11-20T12:00:00.000Z'
const ok = (step: FacebookApp['steps'][number]['step']) => ({ step, verdict: 'ok', finding: 'works' }) as const
const APP: FacebookApp = {
  appId: '1',
  isSandbox: false,
  publicUrl: 'https://desk.example',
  addresses: { callback: 'c', redirect: 'r', deauthorise: 'd', dataDeletion: 'e' },
  verifyToken: 'v',
  events: ['messages'],
  checkedAt: null,
  steps: (['reachable', 'app', 'callback', 'app-events'] as const).map((step) => ({ step, verdict: 'unknown', finding: 'not-checked' })),
  ticks: [],
  isConnected: false,
  heardAt: null,
}
const states = (change: Partial<FacebookApp>) => GO_LIVE_STEPS.map((step) => stateOfStep(step, { ...APP, ...change }))

test('before anything was seen or ticked off nothing is done', () => {
  expect(states({})).not.toContain('done')
  expect(progressWords(APP)).toBe('0 of 11 are done.')
})

test('a step is done by what the desk sees, and by hand where it sees nothing', () => {
  const app = { ...APP, steps: [ok('app'), ok('reachable'), ok('callback'), ok('app-events')], isConnected: true, heardAt: AT }
  const ticks = (['callbacks', 'business-verification', 'review', 'screencast'] as const).map((step) => ({ step, at: AT, by: 'Maja' }))
  expect(stateOfStep('review', app)).toBe('by-hand')
  expect(new Set(states({ ...app, ticks }))).toEqual(new Set(['done']))
})

test('what came for real proves the live mode, and nobody has to tick it off then', () => {
  expect(isByHand('live-mode', APP)).toBe(true)
  expect(isByHand('live-mode', { ...APP, heardAt: AT })).toBe(false)
  expect(isByHand('app', APP)).toBe(false)
})

test('a step that a check found broken needs somebody', () => {
  const steps = [ok('app'), { step: 'reachable', verdict: 'bad', finding: 'plain-http' } as const]
  expect(progressWords({ ...APP, steps })).toBe('1 of 11 are done; one needs you now.')
})

test('of every step and permission there are words', () => {
  expect(Object.keys(GO_LIVE_WORDS)).toEqual([...GO_LIVE_STEPS])
  expect(PERMISSIONS.map(({ name }) => name)).toHaveLength(7)
})
