import { unsupportedRequest } from '../../world/graph-error.ts'
import type { Business } from '../../world/login/businesses.ts'
import { requireScope } from '../../world/login/permissions.ts'
import type { UserAccess } from '../../world/login/tokens.ts'
import type { Page } from '../../world/world.ts'
import type { GraphCall, NodeKind } from '../graph/call.ts'
import { type FieldTable, project } from '../graph/fields.ts'
import { listAnswer } from '../graph/list.ts'
import { textParam } from '../graph/params.ts'
import { pageFields } from '../pages/page-fields.ts'

/** A business portfolio, to those who granted `business_management` for it. */
export const business: NodeKind = {
  finds: ({ state }, id) => state.businesses.has(id),
  self: { GET: readBusiness },
  edges: { owned_pages: { GET: listOwnedPages } },
}

const FIELDS: FieldTable<Business> = { id: ({ id }) => id, name: ({ name }) => name }

/** `/me/businesses`: those chosen at the login. */
export function listBusinesses(call: GraphCall, access: UserAccess): unknown {
  requireScope(access, 'business_management')
  const items = access.grant.businessIds
    .map((id) => call.world.state.businesses.get(id))
    .filter((found): found is Business => found !== undefined)
  return listAnswer(call, { items, idOf: ({ id }) => id, table: FIELDS, byDefault: ['id', 'name'], nodeType: 'Business' })
}

function readBusiness(call: GraphCall, id: string): unknown {
  const wish = { fields: textParam(call.params, 'fields'), byDefault: ['id', 'name'], nodeType: 'Business' }
  return project(visible(call, id), FIELDS, wish)
}

function listOwnedPages(call: GraphCall, id: string): unknown {
  const items = visible(call, id)
    .pageIds.map((pageId) => call.world.state.pages.get(pageId))
    .filter((page): page is Page => page !== undefined)
  return listAnswer(call, { items, idOf: (page) => page.id, table: pageFields(call), byDefault: ['id', 'name'], nodeType: 'Page' })
}

function visible(call: GraphCall, id: string): Business {
  const access = call.access()
  const found = call.world.state.businesses.get(id)
  if (!found || access.kind !== 'user' || !access.grant.businessIds.includes(id)) {
    throw unsupportedRequest(call.method, id)
  }
  requireScope(access, 'business_management')
  return found
}
