import { missingParameter, oauthError } from '../../world/graph-error.ts'
import { asPage } from '../../world/login/permissions.ts'
import type { PageAccess } from '../../world/login/tokens.ts'
import { isBanned, moderate, MODERATION_ACTIONS, type ModerationAction } from '../../world/messenger/moderation.ts'
import type { Conversation } from '../../world/world.ts'
import type { Edge, GraphCall } from '../graph/call.ts'
import { listAnswer } from '../graph/list.ts'
import { listParam, type Params } from '../graph/params.ts'
import { jsonParam } from './json-param.ts'
import { asMessagingPage } from './messaging-page.ts'

const IDS_AT_MOST = 10
const ACTIONS_AT_MOST = 2

/** Edges of a Page that keep people away (Moderate Conversations docs, 2026-07; Page blocked reference). */
export const moderationEdges: Readonly<Record<string, Edge>> = {
  moderate_conversations: { POST: moderateConversations },
  blocked: { GET: listBlocked, POST: ban, DELETE: unban },
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

function listBlocked(call: GraphCall, id: string): unknown {
  const access = asPage(call.access(), id, call.method)
  const { world } = call
  const items = [...world.state.messenger.moderated.keys()]
    .flatMap((psid) => world.state.conversations.get(psid) ?? [])
    .filter(({ pageId, psid }) => pageId === access.page.id && isBanned(world, psid))
  return listAnswer(call, {
    items,
    idOf: ({ psid }) => psid,
    table: { id: ({ psid }) => psid, name: ({ personId }) => world.state.people.get(personId)?.name },
    byDefault: ['name', 'id'],
    nodeType: 'Profile',
  })
}

/** Answers `{PSID: true}` for every person, as the reference prints it. */
function ban(call: GraphCall, id: string): unknown {
  return Object.fromEntries(bannable(call, id).map((thread) => (moderate(call.world, thread, 'ban_user'), [thread.psid, true])))
}

function unban(call: GraphCall, id: string): unknown {
  for (const thread of bannable(call, id)) {
    moderate(call.world, thread, 'unban_user')
  }
  return { success: true }
}

function bannable(call: GraphCall, id: string): Conversation[] {
  const access = asMessagingPage(call, id)
  const psids = listParam(call.params, 'psid') ?? listParam(call.params, 'user') ?? []
  if (psids.length === 0) {
    throw missingParameter('psid')
  }
  return psids.map((psid) => threadOf(call, access, psid))
}
