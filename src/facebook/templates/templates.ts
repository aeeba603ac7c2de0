import type { ChannelId } from '#domain/ids.ts'
import { DeskError } from '#domain/errors.ts'
import { placeholdersIn } from '#domain/templates/message-template.ts'
import { faultsOf, type NewTemplate, type TemplateFault } from '#domain/templates/new-template.ts'
import type { Actor, Desk } from '#desk/desk.ts'
import { requirePermission } from '#desk/require-permission.ts'
import { hearTemplates } from '#desk/templates/hear-templates.ts'
import type { ToldTemplate } from '#storage/templates/templates.ts'
import type { GraphAnswer } from '../graph/graph-answer.ts'
import type { GraphId } from '../graph/graph-id.ts'
import type { Graph, GraphToken } from '../graph/graph.ts'
import { idOf, isObject } from '../json/value.ts'
import { openPageKey, type PageKeys } from '../page-key.ts'
import { statusIn, TEMPLATE_FIELDS, templateIn } from './read-template.ts'
import { templateProblem } from './template-problem.ts'

/** Templates for utility messages, as the API asks for them. Every refusal is a `DeskError`. */
export type TemplateDoor = {
  /** Asks Facebook for all templates of a Page, and keeps what it tells. */
  refresh(actor: Actor, channelId: ChannelId): Promise<void>
  /** Has Facebook review a new one, and keeps what it said of it. */
  create(actor: Actor, wish: NewTemplate & { readonly channelId: ChannelId }): Promise<void>
}

type Options = PageKeys & { readonly desk: Desk; readonly graph: Graph }

export function createTemplateDoor({ desk, graph, ...keys }: Options): TemplateDoor {
  return {
    refresh: async (actor, channelId) => {
      const page = await pageFor(actor, channelId)
      const templates = await allTemplates(graph, page)
      await hearTemplates(desk, actor, { channelId, templates, isAll: true })
    },
    create: async (actor, { channelId, ...wish }) => {
      requireWellFormed(wish)
      const { id: page, token } = await pageFor(actor, channelId)
      const answer = await graph.call({ method: 'POST', path: [page, 'message_templates'], token, json: bodyOf(wish) })
      if (answer.kind !== 'ok') {
        throw templateProblem(answer, 'create')
      }
      const externalId = idOf(answer.body['id'])
      if (externalId === undefined) {
        throw templateProblem({ kind: 'no-answer', reason: 'unreadable', status: 200 }, 'create')
      }
      const { name, language, body } = wish
      const made = { externalId, name, language, status: statusIn(answer.body), rejection: undefined }
      const template = { ...made, header: undefined, body, buttons: [], isFillable: true }
      await hearTemplates(desk, actor, { channelId, templates: [template], isAll: false })
    },
  }

  async function pageFor(actor: Actor, channelId: ChannelId): Promise<{ readonly id: GraphId; readonly token: GraphToken }> {
    requirePermission(actor, 'workspace.manage')
    const key = await openPageKey({ ...keys }, { workspaceId: actor.workspaceId, channelId })
    if (key.kind !== 'open' || !key.pageId) {
      throw new DeskError('channel-disconnected', 'This Page is disconnected. Reconnect it in Settings, Channels.')
    }
    return { id: key.pageId, token: key.token }
  }
}

const SLICE = 100
/** More than that is a list that goes round in circles. */
const MAX_SLICES = 50

async function allTemplates(
  graph: Graph,
  { id, token }: { readonly id: GraphId; readonly token: GraphToken },
): Promise<readonly ToldTemplate[]> {
  const templates: ToldTemplate[] = []
  const params = { fields: TEMPLATE_FIELDS, limit: String(SLICE) }
  let answer: GraphAnswer = await graph.call({ method: 'GET', path: [id, 'message_templates'], token, params })
  for (let slices = 1; ; slices += 1) {
    if (answer.kind !== 'ok') {
      throw templateProblem(answer, 'read')
    }
    const { data, paging } = answer.body
    if (!Array.isArray(data) || slices > MAX_SLICES) {
      throw templateProblem({ kind: 'no-answer', reason: 'unreadable', status: 200 }, 'read')
    }
    templates.push(...data.flatMap((record) => templateIn(record) ?? []))
    const next = isObject(paging) ? paging['next'] : undefined
    if (typeof next !== 'string') {
      return templates
    }
    answer = await graph.follow(next, token)
  }
}

function bodyOf({ name, language, body, examples }: NewTemplate): object {
  const component = { type: 'BODY', text: body, ...(placeholdersIn(body).length === 0 ? {} : { example: { body_text: [examples] } }) }
  return { name, language, category: 'UTILITY', components: [component] }
}

const FAULTS: Readonly<Record<TemplateFault, { readonly field: string; readonly words: string }>> = {
  name: { field: 'name', words: 'Facebook takes lower case letters, digits and underscores.' },
  language: { field: 'language', words: 'Write a language code such as en or pt_BR.' },
  'body-empty': { field: 'body', words: 'Write what the template says.' },
  'body-too-long': { field: 'body', words: 'It is too long for one message.' },
  placeholders: { field: 'body', words: 'Number the placeholders in their order: {{1}}, {{2}}, and use braces for nothing else.' },
  examples: { field: 'examples', words: 'Give an example for each placeholder.' },
}

function requireWellFormed(wish: NewTemplate): void {
  const [fault, ...more] = faultsOf(wish).map((each) => FAULTS[each])
  if (fault) {
    const fields = [fault, ...more].map(({ field, words }) => ({ field, message: words }))
    throw new DeskError('invalid', fault.words, { detail: { fields } })
  }
}
