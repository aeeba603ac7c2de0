import { unsupportedRequest } from '../../world/graph-error.ts'
import { findMessage, type Spot } from '../../world/messenger/person-acts.ts'
import { sendError } from '../../world/messenger/send/send-errors.ts'
import { isDetailed, shownMessages } from '../../world/messenger/threads.ts'
import { graphTime } from '../../world/wall/links.ts'
import type { Conversation, Message, World } from '../../world/world.ts'
import type { GraphCall, NodeKind } from '../graph/call.ts'
import { type FieldTable, project } from '../graph/fields.ts'
import { listAnswer } from '../graph/list.ts'
import { textParam } from '../graph/params.ts'
import { canReadThreads } from './may-read.ts'
import { attachmentsShown, sharesShown, stickerShown } from './message-attachments-shown.ts'
import { pageIn, personIn } from './participants.ts'

const NODE_TYPE = 'Message'
const BY_DEFAULT = ['id', 'created_time']

/** `/{m_…}` and `/{m_…}/attachments`: the id of the webhook's `mid`. */
export const message: NodeKind = {
  nodeType: 'Message',
  finds: ({ state }, id) => state.messenger.threadOf.has(id),
  self: {
    GET: (call, id) => {
      const { conversation, message: found } = ownMessage(call, id)
      const wish = { fields: textParam(call.params, 'fields'), byDefault: BY_DEFAULT, nodeType: NODE_TYPE }
      return project(found, fieldsOf(call.world, conversation), wish)
    },
  },
  edges: { attachments: { GET: listAttachments } },
}

/** The messages of a thread, newest first. Of those that are too old to be read, the id and the time. */
export function messageList(call: GraphCall, thread: Conversation) {
  const { world } = call
  const full = fieldsOf(world, thread)
  const all = shownMessages(thread)
  const table = Object.fromEntries(
    Object.entries(full).map(([name, show]): [string, FieldTable<Message>[string]] => [
      name,
      BY_DEFAULT.includes(name) ? show : (each, wish) => (isDetailed(thread, each) ? show(each, wish) : undefined),
    ]),
  )
  return listAnswer(call, {
    items: world.state.settings.oldMessagesListed ? all : all.filter((each) => isDetailed(thread, each)),
    idOf: ({ mid }) => mid,
    table,
    byDefault: BY_DEFAULT,
    nodeType: NODE_TYPE,
  })
}

function listAttachments(call: GraphCall, id: string): unknown {
  const items = attachmentsShown(call.world, ownMessage(call, id).message)
  const names = ['id', 'mime_type', 'name', 'size', 'image_data', 'video_data', 'file_url', 'generic_template']
  return listAnswer(call, {
    items,
    idOf: (each) => String(each['id']),
    table: Object.fromEntries(names.map((name) => [name, (each: Readonly<Record<string, unknown>>) => each[name]])),
    byDefault: names,
    nodeType: 'MessageAttachment',
  })
}

/** The message, or why it is not shown: another Page's, taken back, or not among the 20 newest. */
function ownMessage(call: GraphCall, id: string): Spot {
  const spot = findMessage(call.world, id)
  const access = call.access()
  if (!spot || access.kind !== 'page' || access.page.id !== spot.conversation.pageId) {
    throw unsupportedRequest(call.method, id)
  }
  canReadThreads(access)
  if (!isDetailed(spot.conversation, spot.message)) {
    throw call.world.state.settings.oldMessageError === 'deleted' ? sendError('9000001') : unsupportedRequest(call.method, id)
  }
  return spot
}

function fieldsOf(world: World, thread: Conversation): FieldTable<Message> {
  const sides = (each: Message) => (each.from === 'person' ? [personIn, pageIn] : [pageIn, personIn])
  return {
    id: ({ mid }) => mid,
    created_time: ({ at }) => graphTime(at),
    from: (each) => sides(each)[0]?.(world, thread),
    to: (each) => ({ data: [sides(each)[1]?.(world, thread)] }),
    message: ({ text, postback }) => text ?? postback?.title ?? '',
    attachments: (each) => listed(attachmentsShown(world, each)),
    sticker: (each) => stickerShown(world, each),
    shares: (each) => listed(sharesShown(each)),
    tags: (each) => ({ data: tagsOf(each).map((name) => ({ name })) }),
    reply_to: (each) => replyTo(thread, each),
    reactions: (each) => listed(reactionsOf(world, thread, each)),
    is_unsupported: ({ more }) => (more?.['is_unsupported'] === true ? true : undefined),
  }
}

function listed<Item>(items: readonly Item[]): { data: readonly Item[] } | undefined {
  return items.length > 0 ? { data: items } : undefined
}

/** As recorded: where the message lies and what it was written with. */
function tagsOf({ from, appId }: Message): string[] {
  return from === 'person' ? ['inbox', 'source:mobile'] : ['inbox', 'sent', appId === undefined ? 'source:web' : 'source:generic']
}

function replyTo({ messages }: Conversation, each: Message): unknown {
  if (each.replyTo === undefined) {
    return undefined
  }
  const answered = messages.findLast(({ mid }) => mid === each.replyTo)
  return { mid: each.replyTo, is_self_reply: answered?.from === each.from }
}

function reactionsOf(world: World, thread: Conversation, { reactions }: Message): unknown[] {
  const given = [
    [reactions?.person, personIn],
    [reactions?.page, pageIn],
  ] as const
  return given.flatMap(([reaction, who]) => {
    const { id, name } = who(world, thread)
    return reaction ? [{ reaction: reaction.emoji, users: [{ id, username: name }] }] : []
  })
}
