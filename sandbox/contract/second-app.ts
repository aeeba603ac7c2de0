import { saveGrant } from '../world/login/grants.ts'
import { PERMISSIONS } from '../world/login/scopes.ts'
import { inspectToken, issueUserToken, pageTokenFor } from '../world/login/tokens.ts'
import { OWNER_ID } from '../world/seed.ts'
import type { Box } from './box.ts'
import { type Ear, openEar } from './ear.ts'
import type { Ground } from './graph.ts'

/** Another app on the same Page, with its own keys and its own callback. `ground` makes calls as this app. */
export type SecondApp = { readonly id: string; readonly token: string; readonly ground: Ground; readonly ear: Ear }

/** Makes one, as if the owner had logged in to it and granted everything. */
export async function openSecondApp(box: Box, fields: string): Promise<SecondApp> {
  const { id, secret } = (await box.control('apps', { name: 'Bot' })) as { id: string; secret: string }
  const { world } = box.sandbox
  const grant = { appId: id, personId: OWNER_ID, scopes: Object.keys(PERMISSIONS), declined: [], pageIds: [box.env['PAGE_ID'] ?? ''] }
  saveGrant(world, { ...grant, allPages: true })
  const user = inspectToken(world, issueUserToken(world, grant, 'long'))
  if (!('kind' in user) || user.kind !== 'user') {
    throw new Error('The owner cannot log in to the second app.')
  }
  const token = pageTokenFor(world, user, box.env['PAGE_ID'] ?? '').value
  const ground = { ...box, env: { ...box.env, APP_ID: id, APP_SECRET: secret, PAGE_TOKEN: token } }
  return { id, token, ground, ear: await openEar(ground, fields) }
}
