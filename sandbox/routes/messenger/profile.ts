import { unsupportedRequest } from '../../world/graph-error.ts'
import { canMessage } from '../../world/login/permissions.ts'
import type { Person } from '../../world/world.ts'
import type { GraphCall, NodeKind } from '../graph/call.ts'
import { type FieldTable, project } from '../graph/fields.ts'
import { textParam } from '../graph/params.ts'
import { pictureOf } from '../pages/picture.ts'

/** A person as one Page sees them: `/{psid}`, only with that Page's token and only after they wrote. */
export const profile: NodeKind = {
  finds: ({ state }, id) => state.conversations.has(id),
  self: { GET: readProfile },
  edges: {},
}

function readProfile(call: GraphCall, psid: string): unknown {
  const access = call.access()
  const conversation = call.world.state.conversations.get(psid)
  const person = call.world.state.people.get(conversation?.personId ?? '')
  if (access.kind !== 'page' || conversation?.pageId !== access.page.id || !person) {
    throw unsupportedRequest(call.method, psid)
  }
  canMessage(access)
  const fields: FieldTable<Person> = {
    id: () => psid,
    first_name: () => person.firstName,
    last_name: () => person.lastName,
    name: () => person.name,
    profile_pic: () => pictureOf(call.origin, psid).url,
    locale: () => person.locale,
    timezone: () => person.timezone,
    gender: () => person.gender,
  }
  return project(person, fields, {
    fields: textParam(call.params, 'fields'),
    byDefault: ['first_name', 'last_name', 'profile_pic', 'id'],
    nodeType: 'User',
  })
}
