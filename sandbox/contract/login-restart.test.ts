import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { OWNER_ID } from '../world/seed.ts'
import { openBox } from './box.ts'
import { allow, logInAs, OWNER, REDIRECT, tokenIn } from './dialog.ts'
import { env, graph } from './graph.ts'

test('apps, configurations, businesses, system users and what lapsed outlive a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-login-'))
  const options = { stateFile: join(folder, 'world.json'), redirectUris: [REDIRECT] }
  try {
    const first = await openBox(options)
    const configurations = [{ id: '77', permissions: ['pages_show_list', 'business_management'], token: 'system-user', expires: 'never' }]
    await first.control(`apps/${env(first, 'APP_ID')}`, { configurations, deauthorize_url: 'http://127.0.0.1:9/gone' }, 'PATCH')
    const { id } = await first.control('businesses', { name: 'Morawska Holding' })
    const screen = await logInAs(first, OWNER, { config_id: '77', scope: '' })
    const token = await tokenIn(first, await allow(screen, { businesses: [String(id)] }))
    await first.control(`people/${OWNER_ID}/lapse-permissions`, { permissions: ['email'] })
    await first.close()

    const second = await openBox(options)
    expect(await second.control(`apps/${env(first, 'APP_ID')}`)).toMatchObject({
      configurations,
      deauthorize_url: 'http://127.0.0.1:9/gone',
      roles: { [OWNER_ID]: 'administrators' },
    })
    expect((await graph(second, '/me?fields=client_business_id', { token })).body['client_business_id']).toBe(id)
    expect((await graph(second, '/me/businesses', { token })).body['data']).toEqual([{ id, name: 'Morawska Holding' }])
    await second.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
