import { oauthError, unsupportedRequest } from '../../world/graph-error.ts'
import { type Access, pageTokenFor } from '../../world/login/tokens.ts'
import type { Page } from '../../world/world.ts'
import type { Edge, GraphCall, NodeKind } from '../graph/call.ts'
import { type FieldTable, project } from '../graph/fields.ts'
import { expanded } from '../graph/list.ts'
import { textParam } from '../graph/params.ts'
import { threadEdges, threadFields } from '../messenger/page-edges.ts'
import { sendEdges } from '../messenger/send-edges.ts'
import { wallEdges, wallFields } from '../wall/wall-edges.ts'
import { insights } from './insights.ts'
import { pageFields } from './page-fields.ts'
import { pictureAnswer } from './picture.ts'
import { roles } from './roles.ts'
import { subscribedApps } from './subscribed-apps.ts'

const ownEdges: Readonly<Record<string, Edge>> = { insights, roles, subscribed_apps: subscribedApps }

export const page: NodeKind = {
  nodeType: 'Page',
  finds: ({ state }, id) => state.pages.has(id),
  self: { GET: readPage },
  edges: {
    ...wallEdges,
    // Public: no token is asked for.
    picture: { GET: pictureAnswer },
    ...sendEdges,
    ...threadEdges,
    ...ownEdges,
  },
}

function readPage(call: GraphCall, id: string): unknown {
  const access = call.access()
  const found = visiblePage(call, access, id)
  const table: FieldTable<Page> = {
    ...pageFields(call),
    ...edgeFields(call, id),
    ...wallFields(call),
    ...threadFields(call),
    access_token: () => tokenShown(call, access, id),
  }
  return project(found, table, { fields: textParam(call.params, 'fields'), byDefault: ['name', 'id'], nodeType: 'Page' })
}

function edgeFields(call: GraphCall, id: string): FieldTable<Page> {
  return Object.fromEntries(
    Object.entries(ownEdges).map(([name, edge]) => [name, (_page, wish) => edge.GET?.(expanded(call, wish, [id, name]), id)]),
  )
}

/** A user token is answered with the Page's, a Page token with itself. */
function tokenShown(call: GraphCall, access: Access, id: string): string | undefined {
  if (access.kind === 'page') {
    return access.token.value
  }
  return access.kind === 'user' ? pageTokenFor(call.world, access, id).value : undefined
}

/** The Page itself, or someone who may act on it. To others a published Page needs a reviewed feature (recorded answer). */
function visiblePage(call: GraphCall, access: Access, id: string): Page {
  const found = call.world.state.pages.get(id)
  const isGranted = access.kind === 'user' && access.grant.pageIds.includes(id) && found?.roles.has(access.person.id)
  const isSelf = access.kind === 'page' && access.page.id === id
  if (found && (isGranted || isSelf)) {
    return found
  }
  throw found?.isPublished === true && access.kind !== 'page' ? needsReview() : unsupportedRequest(call.method, id)
}

function needsReview() {
  const docs = 'https://developers.facebook.com/docs/apps/review'
  return oauthError(
    100,
    "(#100) Object does not exist, cannot be loaded due to missing permission or reviewable feature, or does not support this operation. This endpoint requires the 'pages_read_engagement' permission or the 'Page Public Content Access' feature or the 'Page Public Metadata Access' feature. " +
      `Refer to ${docs}/login-permissions#manage-pages, ${docs}/feature#reference-PAGES_ACCESS and ${docs}/feature#page-public-metadata-access for details.`,
  )
}
