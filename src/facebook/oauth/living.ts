import { machineTime } from '#desk/desk-clock.ts'
import type { Actor } from '#desk/desk.ts'
import { requirePermission } from '#desk/require-permission.ts'
import { DeskError } from '#domain/errors.ts'
import { type Authorisation, type Grant, livingAuthorisation } from '#storage/authorisations.ts'
import { authorisationKeyContext, openIfReadable } from '#storage/secrets.ts'
import type { GraphToken } from '../graph/graph.ts'
import { asToken } from '../graph/tokens.ts'
import type { FacebookApp } from './facebook-app.ts'

export type LivingAuthorisation = Authorisation & { readonly grant: Grant; readonly userKey: GraphToken }

/** The authorisation that this person began and came back from. Throws `authorisation-invalid` when it is over, whatever the reason. */
export async function requireLiving(app: FacebookApp, actor: Actor, id: string): Promise<LivingAuthorisation> {
  requirePermission(actor, 'workspace.manage')
  const { workspaceId, userId } = actor
  const found = await livingAuthorisation(app.desk.db, { workspaceId, userId, id, now: machineTime(app.desk) })
  if (!found?.grant) {
    throw new DeskError('authorisation-invalid', 'This login has expired. Nothing was connected. Start again with Add Channel.')
  }
  const userKey = openIfReadable(app.sealer, found.grant.userTokenEncrypted, authorisationKeyContext(found))
  if (userKey === undefined) {
    throw new DeskError(
      'authorisation-invalid',
      'This login was started with another encryption key. Nothing was connected. Start again with Add Channel.',
    )
  }
  return { ...found, grant: found.grant, userKey: asToken(userKey) }
}
