import { missingParameter, oauthError } from '../../world/graph-error.ts'
import { asPage } from '../../world/login/permissions.ts'
import type { PageAccess } from '../../world/login/tokens.ts'
import { ban, isBanned, moderate, MODERATION_ACTIONS, type ModerationAction } from '../../world/messenger/moderation.ts'
import { psidOf } from '../../world/ids.ts'
import { shownIdOf } from '../../world/wall/authors.ts'
import { canModerate } from '../../world/wall/wall-rules.ts'
import type { Conversation, Person, World } from '../../world/world.ts'
import type { Edge, GraphCall } from '../graph/call.ts'
import { listAnswer } from '../graph/list.ts'
import { listParam, textParam, type Params } from '../graph/params.ts'
import { jsonParam } from './json-param.ts'
import { asMessagingPage } from './messaging-page.ts'

const IDS_AT_MOST = 10
const ACTIONS_AT_MOST = 2

/** Edges of a Page that keep people away (Moderate Conversations docs, 2026-07; Page blocked reference). */
export const moderationEdges: Readonly<Record<string, Edge>> = {
  moderate_conversations: { POST: moderateConversations },
  blocked: { GET: listBlocked, POST: banThem, DELETE: letThemIn },
}

/** `user_ids: [{"id": PSID}]` and `actions`, upper or lower case; every action is done to every person, or nothing at all. */
function moderateConversations(call: GraphCall, id: string): unknown {
  const access = asMessagingPage(call, id)
  const actions = actionsIn(call.params)
  const threads = idsIn(call.params).map((psid) => threadOf(call, access, psid))
  for (const thread of threads) {
    for (const action of actions) {
      moderate(call.world, thread, action)
    }
  }
  return { success: true }
}

function actionsIn(params: Params): ModerationAction[] {
  const given = listParam(params, 'actions') ?? []
  if (given.length === 0) {
    throw missingParameter('actions')
  }
  const actions = given.map((text, index) => {
    const action = MODERATION_ACTIONS.find((known) => known === text.toLowerCase())
    if (!action) {
      throw oauthError(
        100,
        `(#100) Param actions[${index}] must be one of {${MODERATION_ACTIONS.join(', ').toUpperCase()}} - got "${text}".`,
      )
    }
    return action
  })
  const isTornApart = actions.some((action) => actions.some((other) => other === `un${action}`))
  if (actions.length > ACTIONS_AT_MOST || isTornApart) {
    throw oauthError(100, `(#100) At most ${ACTIONS_AT_MOST} actions go together, and none with its opposite`)
  }
  return actions
}

function idsIn(params: Params): string[] {
  const list = jsonParam(params, 'user_ids')
  const ids = Array.isArray(list) ? list.map(idOf) : []
  if (ids.length === 0) {
    throw missingParameter('user_ids')
  }
  if (ids.length > IDS_AT_MOST) {
    throw oauthError(100, `(#100) Param user_ids must have at most ${IDS_AT_MOST} elements`)
  }
  return ids
}

function idOf(each: unknown): string {
  return typeof each === 'object' && each !== null && 'id' in each ? String(each.id) : String(each)
}

function threadOf({ world }: GraphCall, access: PageAccess, psid: string): Conversation {
  const thread = world.state.conversations.get(psid)
  if (thread?.pageId !== access.page.id) {
    // Seen in a log of August 2026.
    throw oauthError(100, '(#100) The user ID is not a valid PSID nor IGSID')
  }
  return thread
}

/** Those whom the Page banned, or of them the one whom `user` names. */
function listBlocked(call: GraphCall, id: string): unknown {
  const access = asPage(call.access(), id, call.method)
  const { world } = call
  const people = [...world.state.people.values()].filter((person) => isBanned(world, psidOf(access.page.id, person.id)))
  const asked = textParam(call.params, 'user')
  return listAnswer(call, {
    items: asked === undefined ? people : people.filter((person) => isNamed(world, access.page.id, { person, id: asked })),
    idOf: (person) => shownIdOf(world, access.page.id, { kind: 'person', personId: person.id }),
    table: {
      id: (person) => shownIdOf(world, access.page.id, { kind: 'person', personId: person.id }),
      name: ({ name }) => name,
    },
    byDefault: ['name', 'id'],
    nodeType: 'Profile',
  })
}

/** Answers `{id: true}` for every person, by the id that was given, as the reference prints it. */
function banThem(call: GraphCall, id: string): unknown {
  return Object.fromEntries(bannable(call, id).map(({ given, ...banned }) => (ban(call.world, banned, true), [given, true])))
}

function letThemIn(call: GraphCall, id: string): unknown {
  for (const banned of bannable(call, id)) {
    ban(call.world, banned, false)
  }
  return { success: true }
}

type Bannable = { readonly given: string; readonly pageId: string; readonly psid: string }

/**
 * Whoever is named by their Page-scoped id, as comments tell it (`user`) or as Messenger does (`psid`), whether they ever wrote to the Page or not.
 * Moderating takes what the guide asks for to block a person from a Page: `pages_manage_engagement` and the MODERATE task (Manage a Page, 2026).
 */
function bannable(call: GraphCall, id: string): Bannable[] {
  const page = asPage(call.access(), id, call.method)
  canModerate(page, { pageId: page.page.id, id, method: call.method })
  const ids = listParam(call.params, 'user') ?? listParam(call.params, 'psid') ?? []
  if (ids.length === 0) {
    throw missingParameter('user')
  }
  return ids.map((given) => {
    const { world } = call
    const person = [...world.state.people.values()].find((each) => isNamed(world, page.page.id, { person: each, id: given }))
    if (!person) {
      throw oauthError(100, '(#100) Invalid parameter')
    }
    return { given, pageId: page.page.id, psid: psidOf(page.page.id, person.id) }
  })
}

type Naming = { readonly person: Person; readonly id: string }

function isNamed(world: World, pageId: string, { person, id }: Naming): boolean {
  return id === psidOf(pageId, person.id) || id === shownIdOf(world, pageId, { kind: 'person', personId: person.id })
}
