import { missingParameter, oauthError, unsupportedRequest } from '../../world/graph-error.ts'
import { asPage } from '../../world/login/permissions.ts'
import type { PageAccess } from '../../world/login/tokens.ts'
import { isJson, type Json } from '../../world/messenger/send/reading.ts'
import { libraryTemplate, TEMPLATE_LIBRARY, type LibraryTemplate } from '../../world/messenger/templates/template-library.ts'
import {
  componentOf,
  createTemplate,
  deleteTemplates,
  mayUseTemplates,
  templatesOf,
  type UtilityTemplate,
} from '../../world/messenger/templates/utility-templates.ts'
import type { GraphCall, NodeKind } from '../graph/call.ts'
import { type FieldTable, project } from '../graph/fields.ts'
import { listAnswer } from '../graph/list.ts'
import { requiredText, textParam } from '../graph/params.ts'
import { jsonParam } from './json-param.ts'

const FIELDS: FieldTable<UtilityTemplate> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  language: ({ language }) => language,
  category: ({ category }) => category,
  status: ({ status }) => status,
  components: ({ components }) => components,
  parameter_format: ({ format }) => format,
  rejected_reason: ({ rejection }) => rejection ?? 'NONE',
}
const BY_DEFAULT = ['name', 'language', 'category', 'status', 'components', 'id']

const LIBRARY_FIELDS: FieldTable<LibraryTemplate> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  language: ({ language }) => language,
  category: () => 'UTILITY',
  topic: ({ topic }) => topic,
  usecase: ({ usecase }) => usecase,
  industry: ({ industry }) => industry,
  body: ({ body }) => body,
  body_params: ({ bodyParams }) => bodyParams,
  body_param_types: ({ bodyParams }) => bodyParams.map(() => 'TEXT'),
  buttons: ({ buttons }) => buttons,
}

/** `/{template}`: one utility template of the Page that calls. */
export const messageTemplate: NodeKind = {
  finds: ({ state }, id) => state.messenger.utilityTemplates.has(id),
  self: { GET: readTemplate },
  edges: {},
}

/** `GET /{page}/message_templates?name=`: those whose name contains the text (Messenger Platform docs, utility messages). */
export function listTemplates(call: GraphCall, id: string): unknown {
  const access = withUtility(call, id)
  const name = textParam(call.params, 'name') ?? ''
  const [language, status] = [textParam(call.params, 'language'), textParam(call.params, 'status')]
  const items = templatesOf(call.world, access.page.id).filter(
    (each) =>
      each.name.includes(name) &&
      (language === undefined || each.language === language) &&
      (status === undefined || each.status === status),
  )
  return listAnswer(call, { items, idOf: (each) => each.id, table: FIELDS, byDefault: BY_DEFAULT, nodeType: 'MessengerBusinessTemplate' })
}

/** `POST /{page}/message_templates`: made from `components`, or from a template of the library by its name. */
export function addTemplate(call: GraphCall, id: string): unknown {
  const access = withUtility(call, id)
  const { params } = call
  const name = requiredText(params, 'name')
  const language = requiredText(params, 'language')
  if (requiredText(params, 'category') !== 'UTILITY') {
    throw oauthError(100, '(#100) Param category must be one of {UTILITY}')
  }
  const format = textParam(params, 'parameter_format') ?? 'POSITIONAL'
  if (format !== 'POSITIONAL' && format !== 'NAMED') {
    throw oauthError(100, '(#100) Param parameter_format must be one of {POSITIONAL, NAMED}')
  }
  const made = createTemplate(call.world, { pageId: access.page.id, name, language, format, components: componentsIn(call) })
  return { id: made.id, status: made.status, category: made.category }
}

/** `DELETE /{page}/message_templates?name=` takes every language of it; with `hsm_id` or `template_id` only that one. */
export function removeTemplates(call: GraphCall, id: string): unknown {
  const access = withUtility(call, id)
  const name = requiredText(call.params, 'name')
  const only = textParam(call.params, 'template_id') ?? textParam(call.params, 'hsm_id')
  const found = templatesOf(call.world, access.page.id).filter((each) => each.name === name && (only === undefined || each.id === only))
  if (found.length === 0) {
    throw oauthError(100, '(#100) There is no template with this name')
  }
  deleteTemplates(call.world, found)
  return { success: true }
}

/** `GET /message_template_library`: Facebook's own templates; ours are few and invented. */
export function templateLibrary(call: GraphCall): unknown {
  call.access()
  const wanted = (textParam(call.params, 'name_or_content') ?? '').toLowerCase()
  const language = textParam(call.params, 'language')
  const items = TEMPLATE_LIBRARY.filter(
    (each) =>
      (each.name.includes(wanted) || each.body.toLowerCase().includes(wanted)) &&
      (language === undefined || language.startsWith(each.language)),
  )
  return listAnswer(call, {
    items,
    idOf: (each) => each.id,
    table: LIBRARY_FIELDS,
    byDefault: Object.keys(LIBRARY_FIELDS),
    nodeType: 'MessageTemplateLibrary',
  })
}

function readTemplate(call: GraphCall, id: string): unknown {
  const access = call.access()
  const found = call.world.state.messenger.utilityTemplates.get(id)
  if (access.kind !== 'page' || found?.pageId !== access.page.id) {
    throw unsupportedRequest(call.method, id)
  }
  return project(found, FIELDS, { fields: textParam(call.params, 'fields'), byDefault: BY_DEFAULT, nodeType: 'MessengerBusinessTemplate' })
}

function withUtility(call: GraphCall, id: string): PageAccess {
  const access = asPage(call.access(), id, call.method)
  if (!mayUseTemplates(access)) {
    throw oauthError(200, '(#200) Requires page_utility_messaging permission to manage the object')
  }
  return access
}

function componentsIn(call: GraphCall): Json[] {
  const fromLibrary = textParam(call.params, 'library_template_name')
  if (fromLibrary !== undefined) {
    return libraryTemplate(fromLibrary)
  }
  const components = jsonParam(call.params, 'components')
  if (!Array.isArray(components) || !components.every(isJson)) {
    throw missingParameter('components')
  }
  if (!componentOf({ components }, 'BODY')) {
    throw oauthError(100, '(#100) A template needs a component of type BODY')
  }
  return components
}
