import { appScopedId } from '../../world/login/grants.ts'
import { asPage, canManageMetadata } from '../../world/login/permissions.ts'
import type { Edge, GraphCall } from '../graph/call.ts'
import { listAnswer } from '../graph/list.ts'

/** `/{page}/roles`: who may do what on the Page (Page roles reference). */
export const roles: Edge = { GET: list }

function list(call: GraphCall, id: string): unknown {
  const access = asPage(call.access(), id, call.method)
  canManageMetadata(access)
  const items = [...access.page.roles].map(([personId, tasks]) => ({
    id: appScopedId(call.world, access.app.id, personId),
    name: call.world.state.people.get(personId)?.name ?? '',
    tasks,
  }))
  return listAnswer(call, {
    items,
    idOf: (item) => item.id,
    table: { id: (item) => item.id, name: (item) => item.name, is_active: () => true, tasks: (item) => item.tasks },
    byDefault: ['name', 'id', 'tasks'],
    nodeType: 'User',
  })
}
