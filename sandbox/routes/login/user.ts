import { oauthError, unsupportedRequest } from '../../world/graph-error.ts'
import { appScopedId, declineScope, dropGrant } from '../../world/login/grants.ts'
import { asUser } from '../../world/login/permissions.ts'
import { pageTokenFor, type UserAccess } from '../../world/login/tokens.ts'
import type { Page } from '../../world/world.ts'
import type { GraphCall, NodeKind } from '../graph/call.ts'
import { type FieldTable, project } from '../graph/fields.ts'
import { expanded, listAnswer } from '../graph/list.ts'
import { pageFields } from '../pages/page-fields.ts'
import { textParam } from '../graph/params.ts'
import { pictureOf } from '../pages/picture.ts'

/** The person who logged in: `/me` with a user token, or their app-scoped id. */
export const user: NodeKind = {
  finds: ({ state }, id) => state.people.has(id) || state.appScopedIds.has(id),
  self: { GET: readUser },
  edges: { accounts: { GET: listAccounts }, permissions: { GET: listPermissions, DELETE: revoke, tail: 'permission' } },
}

const ACCOUNT_FIELDS = ['access_token', 'category', 'category_list', 'name', 'id', 'tasks']

function readUser(call: GraphCall, id: string): unknown {
  const access = myself(call, id)
  const { person } = access
  const fields: FieldTable<UserAccess> = {
    id: () => appScopedId(call.world, access.app.id, person.id),
    name: () => person.name,
    first_name: () => person.firstName,
    last_name: () => person.lastName,
    picture: () => ({ data: pictureOf(call.origin, person.id) }),
    accounts: (_access, wish) => listAccounts(expanded(call, wish, [id, 'accounts']), id),
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
  return access.grant.pageIds.map((pageId) => pages.get(pageId)).filter((page) => page?.roles.has(access.person.id) === true) as Page[]
}

function listPermissions(call: GraphCall, id: string): unknown {
  const { grant } = myself(call, id)
  return {
    data: [
      ...grant.scopes.map((permission) => ({ permission, status: 'granted' })),
      ...grant.declined.map((permission) => ({ permission, status: 'declined' })),
    ],
  }
}

/** Without a name the whole app is removed from the person's account: every token of it dies with 190/458. */
function revoke(call: GraphCall, id: string): unknown {
  const { grant } = myself(call, id)
  const permission = textParam(call.params, 'permission')
  if (permission === undefined) {
    dropGrant(call.world, grant)
  } else if (grant.scopes.includes(permission)) {
    declineScope(call.world, grant, permission)
  } else {
    throw oauthError(100, `(#100) ${permission} is not a granted permission`)
  }
  return { success: true }
}

function myself(call: GraphCall, id: string): UserAccess {
  const access = asUser(call.access())
  const scoped = call.world.state.appScopedIds.get(id)
  const isMe = id === access.person.id || (scoped?.personId === access.person.id && scoped.appId === access.app.id)
  if (!isMe) {
    throw unsupportedRequest(call.method, id)
  }
  return access
}
