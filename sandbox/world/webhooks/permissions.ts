import { appScopedIdOf, newDeliveryId } from '../ids.ts'
import { oauthError } from '../graph-error.ts'
import { isBusinessScope, isPageScope, PERMISSIONS } from '../login/scopes.ts'
import type { Grant, World } from '../world.ts'
import { send } from './enqueue.ts'
import { escapeJson } from './escaped-json.ts'

type Change = {
  readonly field: string
  readonly verb?: Verb
  readonly value?: { readonly verb: Verb; readonly target_ids?: readonly string[] }
}
type Verb = 'granted' | 'revoked'

/** Says to an app that subscribed `permissions` what a login changed. Shapes seen in recorded bodies of that object. */
export function announceGrant(world: World, before: Grant | undefined, now: Grant): void {
  const revoked = (before?.scopes ?? []).filter((scope) => !now.scopes.includes(scope))
  const granted = now.scopes.filter((scope) => before?.scopes.includes(scope) !== true || isReachChanged(before, now, scope))
  announcePermissions(world, now, [
    ...(before ? [] : [{ field: 'connected', verb: 'granted' as const }]),
    ...granted.map((scope) => ({ field: scope, value: { verb: 'granted' as const, ...targets(now, scope) } })),
    ...revoked.map((scope) => ({ field: scope, value: { verb: 'revoked' as const } })),
  ])
}

/** The person removed the app altogether, or came back. */
export function announceConnection(world: World, grant: Grant, verb: Verb): void {
  announcePermissions(world, grant, [{ field: 'connected', verb }])
}

/** Fields of the `permissions` object: each permission, and `connected`. Throws 100 on any other. */
export function checkPermissionFields(fields: readonly string[]): void {
  const wrong = fields.findIndex((field) => field !== 'connected' && !Object.hasOwn(PERMISSIONS, field))
  if (wrong >= 0) {
    throw oauthError(100, `(#100) Param fields[${wrong}] must be one of {connected, ${Object.keys(PERMISSIONS).join(', ')}}`)
  }
}

function announcePermissions(world: World, grant: Grant, changes: readonly Change[]): void {
  const app = world.state.apps.get(grant.appId)
  const subscription = app?.subscriptions.get('permissions')
  const heard = changes.filter(({ field }) => subscription?.fields.includes(field))
  if (!app || !subscription || heard.length === 0) {
    return
  }
  const id = grant.systemUserId ?? appScopedIdOf(grant.appId, grant.personId)
  const now = world.clock.now()
  const entry = { id, uid: id, time: Math.floor(now / 1000), changes: heard }
  send(world, {
    id: newDeliveryId(),
    appId: app.id,
    callbackUrl: subscription.callbackUrl,
    pageId: '',
    field: 'permissions',
    body: escapeJson({ object: 'permissions', entry: [entry] }),
    bornAt: now,
    attempts: 0,
    dueAt: now,
  })
}

function isReachChanged(before: Grant, now: Grant, scope: string): boolean {
  return JSON.stringify(targets(before, scope)) !== JSON.stringify(targets(now, scope))
}

/** Which Pages or businesses a permission reaches; nothing when it reaches all, or is not bound to any. */
export function targets(grant: Grant, scope: string): { target_ids?: readonly string[] } {
  if (isPageScope(scope)) {
    return grant.allPages ? {} : { target_ids: grant.pageIds }
  }
  return isBusinessScope(scope) && !grant.allBusinesses ? { target_ids: grant.businessIds } : {}
}
