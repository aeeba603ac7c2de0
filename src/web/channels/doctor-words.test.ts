import { expect, test } from 'vitest'
import { DOCTOR_STEPS, FINDINGS } from '#domain/channels/doctor.ts'
import type { Diagnosis } from '../api/types.ts'
import { explanationOf, shortWords, STEP_NAMES, summaryWords } from './doctor-words.ts'

const ABOUT = { publicUrl: 'https://desk.example', person: 'Jagna' }
const explain = (diagnosis: Diagnosis) => explanationOf(diagnosis, ABOUT)

test('the summary counts what works, or names the first broken step', () => {
  const steps: Diagnosis[] = [
    { step: 'app', verdict: 'ok', finding: 'works' },
    { step: 'live', verdict: 'unknown', finding: 'nothing-yet' },
  ]
  expect(summaryWords(steps)).toBe('1 of 2 steps work')
  const broken: Diagnosis = { step: 'key', verdict: 'bad', finding: 'key-dead', cause: 'expired' }
  expect(summaryWords([...steps, broken, { step: 'clock', verdict: 'bad', finding: 'off' }])).toBe('“Key” is the first broken step')
})

test('of every step and whatever was found of it there are words', () => {
  expect(Object.keys(STEP_NAMES)).toEqual([...DOCTOR_STEPS])
  for (const step of DOCTOR_STEPS) {
    for (const finding of FINDINGS) {
      expect(explain({ step, verdict: 'bad', finding })?.words).toMatch(/^(?:[A-Z]|https:).*\.$/s)
      expect(shortWords({ step, verdict: 'bad', finding })).not.toBe('')
    }
  }
})

test('what is broken says what happened, what to do, and Facebook’s numbers', () => {
  expect(explain({ step: 'key', verdict: 'bad', finding: 'key-dead', cause: 'role-lost', code: 190, subcode: 492 })).toEqual({
    words: 'Jagna is no longer an administrator of this Page. Another administrator of the Page has to log in.',
    cure: 'login',
    codes: 'Facebook: 190 / 492',
  })
  expect(explain({ step: 'reachable', verdict: 'bad', finding: 'someone-else', code: 404 })).toEqual({
    words:
      'At https://desk.example something else answers (status 404), not this desk. Look at PUBLIC_URL and at what the proxy passes on.',
  })
  expect(explain({ step: 'permissions', verdict: 'bad', finding: 'missing', names: ['pages_manage_engagement'] })).toMatchObject({
    words: expect.stringContaining('“Create and manage comments on your Page”'),
    cure: 'grant',
  })
  expect(explain({ step: 'clock', verdict: 'bad', finding: 'off', seconds: -8.2 })?.words).toContain('8.2 s behind Facebook’s')
})

test('what works and what is not known is not explained', () => {
  expect(explain({ step: 'app', verdict: 'ok', finding: 'works' })).toBeUndefined()
  expect(explain({ step: 'app', verdict: 'unknown', finding: 'not-told' })).toBeUndefined()
  expect(shortWords({ step: 'live', verdict: 'unknown', finding: 'nothing-yet' })).toBe('look in the app’s dashboard')
  expect(shortWords({ step: 'proof', verdict: 'skipped', finding: 'not-checked' })).toBe('after the steps before')
})
