import { expect, test } from 'vitest'
import type { Authorisation, Channel, OfferedPage } from '../api/types.ts'
import { loginTells, renewedBeside } from './login-tells.ts'

const offered = (id: string, eligibility: OfferedPage['eligibility'] = { kind: 'eligible' }): OfferedPage => ({
  id,
  name: `Page ${id}`,
  category: null,
  pictureUrl: null,
  eligibility,
  channelId: null,
})
const login = (...pages: OfferedPage[]): Authorisation => ({
  id: 'a1',
  personName: 'Maja Holm',
  expiresAt: '2026-11-22T12:00:00.000Z',
  missingPermissions: ['business_management'],
  pages,
  cutOff: [],
})
const channel = (externalId: string, more: Partial<Pick<Channel, 'state' | 'problems' | 'keyValidUntil'>> = {}) => ({
  id: `c${externalId}`,
  externalId,
  state: 'connected' as const,
  problems: [],
  keyValidUntil: null,
  ...more,
})

test('S11: a login gives a Page that it lists and may be connected; any other Page is none', () => {
  expect(loginTells(login(offered('1')), channel('1'))).toEqual({ isGiven: true, missing: ['business_management'] })
  expect(loginTells(login(offered('2')), channel('1'))).toEqual({ isGiven: false, why: 'not-ticked' })
  const analyst = offered('1', { kind: 'not-administered', missingTasks: ['MANAGE'] })
  expect(loginTells(login(analyst), channel('1'))).toEqual({ isGiven: false, why: 'not-administered' })
})

test('beside the Page, Update renews what is disconnected or has an end and is reached; what works is left alone', () => {
  const channels = [
    channel('1'),
    channel('2', { state: 'disconnected' }),
    channel('3', { keyValidUntil: '2026-11-29T12:00:00.000Z' }),
    channel('4'),
    channel('5', { state: 'disconnected' }),
    channel('6', { state: 'disconnected' }),
    channel('7', {
      state: 'disconnected',
      problems: [{ kind: 'disconnected', by: 'Maja', since: '2026-11-22T12:00:00.000Z', mendedAt: null }],
    }),
  ]
  const reached = login(offered('1'), offered('2'), offered('3'), offered('4'), offered('6', { kind: 'not-published' }), offered('7'))
  expect(renewedBeside(reached, { page: channel('1'), channels }).map(({ externalId }) => externalId)).toEqual(['2', '3'])
})
