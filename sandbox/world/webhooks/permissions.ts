import { appScopedIdOf, newDeliveryId } from '../ids.ts'
import { oauthError } from '../graph-error.ts'
import { isBusinessScope, isPageScope, PERMISSIONS } from '../login/scopes.ts'
import { type App, type Delivery, type Grant, tell, type World } from '../world.ts'
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

/**
 * Puts an entry of an object that is no Page (`permissions`, `user`) on its way to one app, when it subscribed that object.
 * `field` only labels the delivery.
 */
function announceToApp(world: World, to: { app: App; object: string; field: string }, entry: unknown): void {
  const subscription = to.app.subscriptions.get(to.object)
  if (!subscription) {
    return
  }
  const now = world.clock.now()
  const delivery: Delivery = {
    id: newDeliveryId(),
    appId: to.app.id,
    callbackUrl: subscription.callbackUrl,
    pageId: '',
    field: to.field,
    body: escapeJson({ object: to.object, entry: [entry] }),
    bornAt: now,
    attempts: 0,
    dueAt: now,
  }
  world.state.deliveries.set(delivery.id, delivery)
  tell(world, { type: 'delivery', delivery })
}

/** Fields of the `permissions` object: each permission, and `connected`. Throws 100 on any other. */
export function checkPermissionFields(fields: readonly string[]): void {
  const wrong = fields.findIndex((field) => field !== 'connected' && PERMISSIONS[field] === undefined)
  if (wrong >= 0) {
    throw oauthError(100, `(#100) Param fields[${wrong}] must be one of {connected, ${Object.keys(PERMISSIONS).join(', ')}}`)
  }
}

function announcePermissions(world: World, grant: Grant, changes: readonly Change[]): void {
  const app = world.state.apps.get(grant.appId)
  const wanted = app?.subscriptions.get('permissions')?.fields ?? []
  const heard = changes.filter(({ field }) => wanted.includes(field))
  if (!app || heard.length === 0) {
    return
  }
  const id = grant.systemUserId ?? appScopedIdOf(grant.appId, grant.personId)
  const entry = { id, uid: id, time: Math.floor(world.clock.now() / 1000), changes: heard }
  announceToApp(world, { app, object: 'permissions', field: 'permissions' }, entry)
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
