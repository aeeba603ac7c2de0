import type { FastifyInstance } from 'fastify'
import { give } from '../world/messenger/handover/handover.ts'
import { PAGE_INBOX_APP_ID, setRouting } from '../world/messenger/handover/routing.ts'
import { replyByHand } from '../world/messenger/private-replies.ts'
import { findActivity } from '../world/wall/find.ts'
import { type Conversation, type Page, tell, type World } from '../world/world.ts'
import { ControlError, type Input, inputOf, needed, oneOf, text, texts } from './input.ts'
import { threadIn } from './parties.ts'

type OfThread = { Params: { page: string; person: string } }

/** What happens to threads outside of every app: who controls them, where they lie, private replies by hand. */
export function threadRoutes(server: FastifyInstance, world: World): void {
  server.patch<OfThread>('/sandbox/conversations/:page/:person', ({ params, body }) =>
    changeThread(world, threadIn(world, params.page, params.person), inputOf(body)),
  )
  server.post('/sandbox/private-replies', ({ body }) => byHand(world, inputOf(body)))
}

/** `owner_app_id`: an app, `inbox`, or null for nobody. `folder`: inbox, other (the request folder) or spam. */
function changeThread(world: World, thread: Conversation, input: Input) {
  const folder = oneOf(input, 'folder', ['inbox', 'other', 'spam'])
  if (input['owner_app_id'] !== undefined) {
    give(world, thread, input['owner_app_id'] === null ? undefined : knownApp(world, needed(input, 'owner_app_id')))
  }
  thread.folder = folder ?? thread.folder
  tell(world, { type: 'marks', conversation: thread })
  return { id: thread.id, owner_app_id: thread.ownerAppId ?? null, owner_until: thread.ownerUntil ?? null, folder: thread.folder }
}

/** Somebody answers a comment or visitor post in Messenger by hand: `comment_id` or `post_id`, `text`. The one private reply is used up. */
function byHand(world: World, input: Input) {
  const id = text(input, 'comment_id') ?? needed(input, 'post_id')
  const activity = findActivity(world, id)
  if (!activity) {
    throw new ControlError(404, `There is no post or comment ${id}.`)
  }
  const sent = replyByHand(world, activity, text(input, 'text') ?? 'Hello')
  if ('refused' in sent) {
    throw new ControlError(409, sent.refused)
  }
  return { mid: sent.message.mid, psid: sent.conversation.psid }
}

/**
 * `default_app_id` (an app, `inbox`, null for none; `primary_receiver_app_id` is its old name) and `take_control_app_ids` (null: every
 * app may) of `PATCH pages/{id}`: conversation routing as the Page's settings have it.
 */
export function routingChange(world: World, page: Page, input: Input): () => void {
  const isGiven = 'default_app_id' in input || 'primary_receiver_app_id' in input
  const fallback = text(input, 'default_app_id') ?? text(input, 'primary_receiver_app_id')
  const takers = input['take_control_app_ids'] === null ? null : texts(input, 'take_control_app_ids')
  if (!isGiven && takers === undefined) {
    return () => undefined
  }
  const before = world.state.messenger.routing.get(page.id)
  const routing = {
    defaultAppId: isGiven ? (fallback === undefined ? undefined : knownApp(world, fallback)) : before?.defaultAppId,
    takers: takers === undefined ? before?.takers : takers?.map((id) => knownApp(world, id)),
  }
  return () => setRouting(world, page, routing)
}

function knownApp(world: World, id: string): string {
  const appId = id === 'inbox' ? PAGE_INBOX_APP_ID : id
  if (appId !== PAGE_INBOX_APP_ID && !world.state.apps.has(appId)) {
    throw new ControlError(404, `There is no app ${id}.`)
  }
  return appId
}
