import { expect, test } from 'vitest'
import { diagnose, diagnoseApp, DOCTOR_STEPS, firstBroken, type DoctorStep, type Standing } from './doctor.ts'
import type { Findings } from './findings.ts'

const NOW = new Date('2026-11-20T12:00:00Z')
const HOUR = 3_600_000

const told = { kind: 'told', missing: [], mended: [] } as const
const FOUND: Findings = {
  app: { reach: { kind: 'works' }, events: { ...told, callback: { kind: 'ours' } }, skewSeconds: 0.2 },
  key: { kind: 'alive', missing: [] },
  page: told,
}
const STANDING: Standing = {
  trouble: undefined,
  keyValidUntil: undefined,
  missingPermissions: [],
  isSendingBlocked: false,
  heardAt: new Date(NOW.getTime() - HOUR),
  connectedAt: new Date(NOW.getTime() - 100 * HOUR),
  switchedOnAt: new Date(NOW.getTime() - 200 * HOUR),
  alarmHours: 6,
  elsewhere: 0,
  sent: { at: new Date(NOW.getTime() - HOUR), hasFailed: false },
}
const refused = { kind: 'not-now', why: '190', code: 190 } as const

const app = (change: Partial<Findings['app']>): Findings => ({ ...FOUND, app: { ...FOUND.app, ...change } })

test('where all works every step says so, in the order in which a message travels', () => {
  const steps = diagnose(FOUND, STANDING, NOW)
  expect(steps.map(({ step }) => step)).toEqual([...DOCTOR_STEPS])
  expect(new Set(steps.map(({ verdict }) => verdict))).toEqual(new Set(['ok']))
  expect(firstBroken(steps)).toBeUndefined()
})

test.each<[DoctorStep, string, Findings, Partial<Standing>]>([
  ['reachable', 'plain-http', app({ reach: { kind: 'plain-http' } }), {}],
  ['reachable', 'bad-certificate', app({ reach: { kind: 'bad-certificate', why: 'CERT_HAS_EXPIRED' } }), {}],
  ['reachable', 'someone-else', app({ reach: { kind: 'someone-else', status: 404 } }), {}],
  ['app', 'refused', { ...app({ events: refused }), key: refused }, {}],
  [
    'callback',
    'elsewhere',
    app({ events: { ...told, missing: ['feed'], callback: { kind: 'elsewhere', url: 'https://other.example' } } }),
    {},
  ],
  ['callback', 'none', app({ events: { ...told, missing: ['feed'], callback: { kind: 'none' } } }), {}],
  ['app-events', 'missing', app({ events: { ...told, missing: ['feed'], callback: { kind: 'ours' } } }), {}],
  ['key', 'key-dead', { app: FOUND.app, key: { kind: 'key-dead', cause: 'role-lost' } }, {}],
  ['key', 'key-dead', FOUND, { trouble: { kind: 'key-dead', cause: 'expired', code: 190, subcode: 463 } }],
  ['key', 'key-unreadable', FOUND, { trouble: { kind: 'key-unreadable' } }],
  ['key', 'no-key', FOUND, { trouble: { kind: 'no-key' } }],
  ['key', 'refused', { ...FOUND, key: { ...refused, code: 100 } }, {}],
  ['permissions', 'missing', FOUND, { missingPermissions: ['pages_messaging'] }],
  ['page-events', 'missing', { ...FOUND, page: { ...told, missing: ['messages'] } }, {}],
  ['deliveries', 'silent', FOUND, { heardAt: new Date(NOW.getTime() - 6 * HOUR) }],
  ['deliveries', 'silent', FOUND, { heardAt: undefined }],
  ['deliveries', 'silent', FOUND, { heardAt: undefined, switchedOnAt: new Date(NOW.getTime() - 7 * HOUR) }],
  ['deliveries', 'silent', FOUND, { heardAt: new Date(NOW.getTime() - 90 * HOUR), connectedAt: new Date(NOW.getTime() - 7 * HOUR) }],
  ['sending', 'blocked', FOUND, { isSendingBlocked: true }],
  ['clock', 'off', app({ skewSeconds: -7.5 }), {}],
])('N3: of a fault at %s (%s) the doctor names that step and no other', (step, finding, findings, change) => {
  const steps = diagnose(findings, { ...STANDING, ...change }, NOW)
  const broken = steps.filter(({ verdict }) => verdict === 'bad')
  expect(broken).toMatchObject([{ step, finding }])
  expect(firstBroken(steps)).toBe(broken[0])
})

test.each<[DoctorStep, string, Findings, Partial<Standing>]>([
  ['reachable', 'not-reached', app({ reach: { kind: 'not-reached', why: 'ECONNREFUSED' } }), {}],
  ['key', 'ends', FOUND, { keyValidUntil: new Date(NOW.getTime() + 100 * HOUR) }],
  ['conversations', 'shared', FOUND, { elsewhere: 2 }],
  ['sending', 'failed', FOUND, { sent: { at: NOW, hasFailed: true } }],
])('what may become a fault is a warning: %s (%s)', (step, finding, findings, change) => {
  const steps = diagnose(findings, { ...STANDING, ...change }, NOW)
  expect(steps.filter(({ verdict }) => verdict !== 'ok')).toMatchObject([{ step, verdict: 'warn', finding }])
})

test('what Facebook gave no answer about is unknown, and nothing is called broken', () => {
  const silent = { kind: 'not-now', why: 'time-out' } as const
  const steps = diagnose({ app: { ...FOUND.app, events: silent }, key: silent }, STANDING, NOW)
  expect(firstBroken(steps)).toBeUndefined()
  expect(steps.filter(({ verdict }) => verdict === 'unknown').map(({ step }) => step)).toEqual(['app', 'key'])
})

test('before the first check only what the desk knows by itself is told', () => {
  const steps = diagnose(undefined, { ...STANDING, heardAt: undefined, sent: undefined, alarmHours: undefined }, NOW)
  const known = steps.filter(({ finding }) => finding !== 'not-checked').map(({ step }) => step)
  expect(known).toEqual(['live', 'permissions', 'conversations', 'deliveries', 'sending'])
  expect(firstBroken(steps)).toBeUndefined()
})

test('the hours of silence of a Page that was connected anew begin anew', () => {
  const standing = { ...STANDING, heardAt: new Date(NOW.getTime() - 90 * HOUR), connectedAt: new Date(NOW.getTime() - HOUR) }
  expect(firstBroken(diagnose(FOUND, standing, NOW))).toBeUndefined()
})

test('what all channels share is told without a channel, also before it was checked', () => {
  expect(diagnoseApp(FOUND.app).map(({ verdict }) => verdict)).toEqual(['ok', 'ok', 'ok', 'ok'])
  expect(diagnoseApp(undefined).map(({ finding }) => finding)).toEqual(['not-checked', 'not-checked', 'not-checked', 'not-checked'])
})

test('events that were missing until this check work, and the step tells of it', () => {
  const steps = diagnose({ ...FOUND, page: { ...told, mended: ['feed'] } }, STANDING, NOW)
  expect(steps.find(({ step }) => step === 'page-events')).toMatchObject({ verdict: 'ok', finding: 'mended', names: ['feed'] })
})
