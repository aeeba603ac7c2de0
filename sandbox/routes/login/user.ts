import { removeApp } from '../../deliver/removal.ts'
import { oauthError, unsupportedRequest } from '../../world/graph-error.ts'
import { appScopedId, declineScope, grantOf } from '../../world/login/grants.ts'
import { asUser } from '../../world/login/permissions.ts'
import { pageTokenFor, type UserAccess } from '../../world/login/tokens.ts'
import type { Grant, Page, World } from '../../world/world.ts'
import type { GraphCall, NodeKind } from '../graph/call.ts'
import { type FieldTable, project } from '../graph/fields.ts'
import { expanded, listAnswer } from '../graph/list.ts'
import { pageFields } from '../pages/page-fields.ts'
import { textParam } from '../graph/params.ts'
import { pictureAnswer } from '../pages/picture.ts'
import { listBusinesses } from './business.ts'
import { userFields } from './user-fields.ts'

/** The person who logged in: `/me` with a user token, or their app-scoped id; a system user likewise. */
export const user: NodeKind = {
  nodeType: 'User',
  finds: ({ state }, id) => state.people.has(id) || state.appScopedIds.has(id) || state.systemUsers.has(id),
  self: { GET: readUser },
  edges: {
    accounts: { GET: listAccounts },
    businesses: { GET: (call, id) => listBusinesses(call, myself(call, id)) },
    permissions: { GET: listPermissions, DELETE: revoke, tail: 'permission' },
    picture: { GET: picture },
  },
}

const ACCOUNT_FIELDS = ['access_token', 'category', 'category_list', 'name', 'id', 'tasks']

function readUser(call: GraphCall, id: string): unknown {
  const access = myself(call, id)
  const fields: FieldTable<UserAccess> = {
    ...userFields(call),
    accounts: (_access, wish) => listAccounts(expanded(call, wish, [id, 'accounts']), id),
    businesses: (_access, wish) => listBusinesses(expanded(call, wish, [id, 'businesses']), access),
    permissions: () => listPermissions(call, id),
  }
  return project(access, fields, { fields: textParam(call.params, 'fields'), byDefault: ['id', 'name'], nodeType: 'User' })
}

function listAccounts(call: GraphCall, id: string): unknown {
  const access = myself(call, id)
  const canList = access.grant.scopes.includes('pages_show_list')
  const table: FieldTable<Page> = {
    ...pageFields(call),
    access_token: (page) => pageTokenFor(call.world, access, page.id).value,
    tasks: (page) => page.roles.get(access.person.id),
  }
  const items = canList ? grantedPages(call, access) : []
  return listAnswer(call, { items, idOf: (page) => page.id, table, byDefault: ACCOUNT_FIELDS, nodeType: 'Page' })
}

function grantedPages(call: GraphCall, access: UserAccess): Page[] {
  const { pages } = call.world.state
  const hidden = hiddenPages(call.world, access)
  return access.grant.pageIds
    .map((pageId) => pages.get(pageId))
    .filter((page): page is Page => page !== undefined && (access.systemUser !== undefined || page.roles.has(access.person.id)))
    .filter(({ id }) => !hidden.has(id))
}

/** A Page of a business is often missing from the list without `business_management`, though it can be read by its id. */
function hiddenPages({ state }: World, { grant }: UserAccess): ReadonlySet<string> {
  const isHidden = state.settings.businessPagesNeedPermission && !grant.scopes.includes('business_management')
  return new Set(isHidden ? [...state.businesses.values()].flatMap(({ pageIds }) => pageIds) : [])
}

function listPermissions(call: GraphCall, id: string): unknown {
  const { scopes, declined, expired } = grantAskedFor(call, id)
  const statuses = { granted: scopes, declined, expired }
  const all = Object.entries(statuses).flatMap(([status, names]) => names.map((permission) => ({ permission, status })))
  const only = { permission: textParam(call.params, 'permission'), status: textParam(call.params, 'status') }
  return {
    data: all.filter(({ permission, status }) => (only.permission ?? permission) === permission && (only.status ?? status) === status),
  }
}

/** Without a name the whole app is removed from the person's account: every token of it dies with 190/458. */
function revoke(call: GraphCall, id: string): unknown {
  const grant = grantAskedFor(call, id)
  const permission = textParam(call.params, 'permission')
  if (permission === undefined) {
    void removeApp(call.world, grant)
  } else if (grant.scopes.includes(permission)) {
    declineScope(call.world, grant, permission)
  } else {
    throw oauthError(100, `(#100) ${permission} is not a granted permission`)
  }
  return { success: true }
}

/** The picture of an app-scoped id is public, any other needs a token (user picture docs). */
function picture(call: GraphCall, id: string): unknown {
  const scoped = call.world.state.appScopedIds.get(id)
  if (!scoped) {
    call.access()
  }
  return pictureAnswer(call, scoped?.personId ?? id)
}

/** The person's own token, or an app token with their app-scoped id. */
function grantAskedFor(call: GraphCall, id: string): Grant {
  const access = call.access()
  if (access.kind !== 'app') {
    return myself(call, id).grant
  }
  const scoped = call.world.state.appScopedIds.get(id)
  const grant = scoped?.appId === access.app.id ? grantOf(call.world, access.app.id, scoped.personId) : undefined
  if (!grant) {
    throw unsupportedRequest(call.method, id)
  }
  return grant
}

function myself(call: GraphCall, id: string): UserAccess {
  const access = asUser(call.access())
  const own = [access.person.id, access.systemUser?.id ?? appScopedId(call.world, access.app.id, access.person.id)]
  if (!own.includes(id)) {
    throw unsupportedRequest(call.method, id)
  }
  return access
}
