import { notInTheSandbox, oauthError, unsupportedRequest } from '../../world/graph-error.ts'
import { asPage } from '../../world/login/permissions.ts'
import { mayControl } from '../../world/messenger/handover/handover.ts'
import { updatedAt } from '../../world/messenger/thread-index.ts'
import { canReply, shownMessages, threadById, threadsOf, unreadCount } from '../../world/messenger/threads.ts'
import { graphTime } from '../../world/wall/links.ts'
import type { Conversation } from '../../world/world.ts'
import type { Edge, GraphCall, NodeKind } from '../graph/call.ts'
import { type FieldTable, type FieldWish, project } from '../graph/fields.ts'
import { expanded, listAnswer } from '../graph/list.ts'
import { textParam } from '../graph/params.ts'
import { canReadThreads } from './may-read.ts'
import { messageList } from './message-node.ts'
import { participantsOf } from './participants.ts'

const FOLDERS: readonly Conversation['folder'][] = ['inbox', 'other', 'spam']

/** `/{page}/conversations` (Messenger Platform docs, conversations, 2026-02). */
export const conversationsOfPage: Edge = { GET: listConversations }

/** `/{t_…}` and `/{t_…}/messages`. */
export const conversation: NodeKind = {
  nodeType: 'UnifiedThread',
  finds: (world, id) => threadById(world, id) !== undefined,
  self: { GET: readConversation },
  edges: { messages: { GET: readMessages } },
}

function listConversations(call: GraphCall, id: string): unknown {
  const access = asPage(call.access(), id, call.method)
  canReadThreads(access)
  const platform = textParam(call.params, 'platform')?.toLowerCase()
  if (platform === 'instagram') {
    throw notInTheSandbox('conversations of Instagram (platform=instagram)')
  }
  if (platform !== undefined && platform !== 'messenger') {
    throw oauthError(100, `(#100) Param platform must be one of {INSTAGRAM, MESSENGER} - got "${platform}".`)
  }
  return listAnswer(call, {
    items: threadsOf(call.world, id, { psid: textParam(call.params, 'user_id'), folder: folderIn(call) }),
    idOf: (thread) => thread.id,
    table: fieldsOf(call, access.app.id),
    byDefault: ['id', 'link', 'updated_time'],
    nodeType: 'UnifiedThread',
  })
}

function readConversation(call: GraphCall, id: string): unknown {
  const { thread, appId } = ownThread(call, id)
  return project(thread, fieldsOf(call, appId), {
    fields: textParam(call.params, 'fields'),
    byDefault: ['id', 'link', 'updated_time'],
    nodeType: 'UnifiedThread',
  })
}

function readMessages(call: GraphCall, id: string): unknown {
  return messageList(call, ownThread(call, id).thread)
}

function ownThread(call: GraphCall, id: string): { thread: Conversation; appId: string } {
  const thread = threadById(call.world, id)
  const access = call.access()
  if (!thread || access.kind !== 'page' || access.page.id !== thread.pageId) {
    throw unsupportedRequest(call.method, id)
  }
  canReadThreads(access)
  return { thread, appId: access.app.id }
}

function folderIn(call: GraphCall): Conversation['folder'] | undefined {
  const text = textParam(call.params, 'folder')?.toLowerCase()
  if (text === undefined) {
    return undefined
  }
  const folder = FOLDERS.find((known) => known === text)
  if (!folder) {
    throw notInTheSandbox(`the folder ${text}; there are ${FOLDERS.join(', ')}`)
  }
  return folder
}

/** Who may answer is told by `is_owner` only where it is asked for, as all fields but three. */
function fieldsOf(call: GraphCall, appId: string): FieldTable<Conversation> {
  const { world } = call
  const people = (thread: Conversation) => ({ data: participantsOf(world, thread) })
  return {
    id: (thread) => thread.id,
    can_reply: (thread) => canReply(world, thread),
    folder: (thread) => thread.folder,
    former_participants: () => ({ data: [] }),
    is_owner: (thread) => mayControl(world, thread, appId),
    is_subscribed: () => true,
    link: (thread) => `/${thread.pageId}/inbox/${thread.id.slice(2)}/?section=messages`,
    message_count: (thread) => shownMessages(thread).length,
    messages: (thread, wish: FieldWish) => messageList(expanded(call, wish, [thread.id, 'messages']), thread),
    name: () => undefined,
    participants: people,
    scoped_thread_key: (thread) => thread.id,
    senders: people,
    snippet: (thread) => shownMessages(thread)[0]?.text ?? '',
    subject: () => undefined,
    unread_count: unreadCount,
    updated_time: (thread) => graphTime(updatedAt(thread)),
  }
}
