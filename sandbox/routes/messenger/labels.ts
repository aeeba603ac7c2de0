import { oauthError, unsupportedRequest } from '../../world/graph-error.ts'
import { asPage, canManageMetadata } from '../../world/login/permissions.ts'
import type { PageAccess } from '../../world/login/tokens.ts'
import { dropLabel, type Label, labelsOf, makeLabel, setLabel } from '../../world/messenger/labels.ts'
import type { Edge, GraphCall, NodeKind } from '../graph/call.ts'
import { type FieldTable, project } from '../graph/fields.ts'
import { listAnswer } from '../graph/list.ts'
import { requiredText, textParam } from '../graph/params.ts'
import { threadOn } from './recipient.ts'

const FIELDS: FieldTable<Label> = { id: ({ id }) => id, page_label_name: ({ name }) => name }
const NAME_AT_MOST = 64

/** `/{page}/custom_labels`. */
export const labelsOfPage: Edge = {
  GET: (call, id) => {
    const access = asPage(call.access(), id, call.method)
    canManageMetadata(access)
    return labelList(call, labelsOf(call.world, id))
  },
  POST: (call, id) => {
    const access = asPage(call.access(), id, call.method)
    canManageMetadata(access)
    const name = requiredText(call.params, 'page_label_name')
    if (name.length > NAME_AT_MOST) {
      throw oauthError(100, `(#100) Param page_label_name must be at most ${NAME_AT_MOST} characters long`)
    }
    return { id: makeLabel(call.world, access.page, name).id }
  },
}

/** `/{psid}/custom_labels`: the labels that a person wears. */
export const labelsOfPerson: Edge = {
  GET: (call, psid) => {
    const conversation = call.world.state.conversations.get(psid)
    const access = asPage(call.access(), conversation?.pageId ?? '', call.method)
    canManageMetadata(access)
    return labelList(
      call,
      labelsOf(call.world, access.page.id).filter((label) => label.psids.includes(psid)),
    )
  },
}

/** `/{label}` and `/{label}/label`. */
export const label: NodeKind = {
  finds: ({ state }, id) => state.messenger.labels.has(id),
  self: {
    GET: (call, id) =>
      project(ownLabel(call, id).label, FIELDS, {
        fields: textParam(call.params, 'fields'),
        byDefault: ['page_label_name', 'id'],
        nodeType: 'PageUserMessageThreadLabel',
      }),
    DELETE: (call, id) => {
      dropLabel(call.world, ownLabel(call, id).label)
      return { success: true }
    },
  },
  edges: {
    label: {
      POST: (call, id) => wear(call, id, true),
      DELETE: (call, id) => wear(call, id, false),
    },
  },
}

function wear(call: GraphCall, id: string, isOn: boolean): unknown {
  const { label: found, access } = ownLabel(call, id)
  setLabel(call.world, found, { conversation: threadOn(call, access, requiredText(call.params, 'user')), isOn })
  return { success: true }
}

function ownLabel(call: GraphCall, id: string): { label: Label; access: PageAccess } {
  const found = call.world.state.messenger.labels.get(id)
  const access = call.access()
  if (access.kind !== 'page' || found?.pageId !== access.page.id) {
    throw unsupportedRequest(call.method, id)
  }
  canManageMetadata(access)
  return { label: found, access }
}

function labelList(call: GraphCall, items: readonly Label[]) {
  return listAnswer(call, { items, idOf: ({ id }) => id, table: FIELDS, byDefault: ['id'], nodeType: 'PageUserMessageThreadLabel' })
}
