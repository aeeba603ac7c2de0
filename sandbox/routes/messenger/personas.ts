import { unsupportedRequest } from '../../world/graph-error.ts'
import { canMessage } from '../../world/login/permissions.ts'
import { checkFile } from '../../world/messenger/send/attachments.ts'
import { checkPersonaName, createPersona, deletePersona, type Persona, personasOf } from '../../world/messenger/personas.ts'
import type { GraphCall, NodeKind } from '../graph/call.ts'
import { type FieldTable, project } from '../graph/fields.ts'
import { listAnswer } from '../graph/list.ts'
import { requiredText, textParam } from '../graph/params.ts'
import { fetchFile } from './fetched-files.ts'
import { asMessagingPage } from './messaging-page.ts'

const FIELDS: FieldTable<Persona> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  profile_picture_url: ({ pictureUrl }) => pictureUrl,
}
const BY_DEFAULT = ['name', 'profile_picture_url', 'id']

/** `/{persona}`: read and deleted by the Page it belongs to. */
export const persona: NodeKind = {
  finds: ({ state }, id) => state.messenger.personas.get(id)?.deletedAt === undefined && state.messenger.personas.has(id),
  self: { GET: readPersona, DELETE: removePersona },
  edges: {},
}

export function listPersonas(call: GraphCall, id: string): unknown {
  const access = asMessagingPage(call, id)
  return listAnswer(call, {
    items: personasOf(call.world, access.page.id),
    idOf: (each) => each.id,
    table: FIELDS,
    byDefault: BY_DEFAULT,
    nodeType: 'Persona',
  })
}

/** The picture is fetched at once; one that cannot be had makes no persona. */
export async function addPersona(call: GraphCall, id: string): Promise<{ id: string }> {
  const { world, params } = call
  const access = asMessagingPage(call, id)
  const name = requiredText(params, 'name')
  const pictureUrl = requiredText(params, 'profile_picture_url')
  checkPersonaName(name)
  checkFile('image', { ...(await fetchFile(world, { type: 'image', url: pictureUrl })), isByUrl: true })
  return { id: createPersona(world, { pageId: access.page.id, name, pictureUrl }).id }
}

function readPersona(call: GraphCall, id: string): unknown {
  return project(ownPersona(call, id), FIELDS, { fields: textParam(call.params, 'fields'), byDefault: BY_DEFAULT, nodeType: 'Persona' })
}

function removePersona(call: GraphCall, id: string): unknown {
  deletePersona(call.world, ownPersona(call, id))
  return { success: true }
}

function ownPersona(call: GraphCall, id: string): Persona {
  const access = call.access()
  const found = call.world.state.messenger.personas.get(id)
  if (access.kind !== 'page' || found?.pageId !== access.page.id) {
    throw unsupportedRequest(call.method, id)
  }
  canMessage(access)
  return found
}
