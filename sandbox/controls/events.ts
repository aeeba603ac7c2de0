import type { FastifyInstance, FastifyReply } from 'fastify'
import { entryWithId } from '../world/journal.ts'
import type { Change, World } from '../world/world.ts'
import { shownMessage } from './shown-message.ts'
import { shownEntry, shownMarks } from './shown.ts'

/** Beyond this a browser that does not read is let go; it comes back by itself and loads anew. */
const UNREAD_LIMIT = 1_000_000

/** `/sandbox/events`: all that happens, live, as server-sent events. */
export function eventRoutes(server: FastifyInstance, world: World): void {
  server.get('/sandbox/events', (_request, reply) => stream(world, reply))
}

function stream(world: World, reply: FastifyReply): FastifyReply {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  raw.write('event: hello\ndata: {}\n\n')
  const listen = (change: Change) => {
    const shown = shownChange(world, change)
    if (shown) {
      raw.write(`event: ${shown.name}\ndata: ${JSON.stringify(shown.data)}\n\n`)
    }
    if (raw.writableLength > UNREAD_LIMIT) {
      raw.destroy()
    }
  }
  world.listeners.add(listen)
  raw.on('close', () => world.listeners.delete(listen))
  return reply
}

function shownChange(world: World, change: Change): { name: string; data: unknown } | undefined {
  switch (change.type) {
    case 'message':
      return {
        name: 'message',
        data: { ...shownMarks(change.conversation), psid: change.conversation.psid, message: shownMessage(world, change.message) },
      }
    case 'marks':
      return { name: 'marks', data: shownMarks(change.conversation) }
    case 'message-changed':
      return { name: 'message-changed', data: { ...shownMarks(change.conversation), message: shownMessage(world, change.message) } }
    case 'wall':
      return { name: 'wall', data: { page_id: change.pageId } }
    case 'journal':
      return journalChange(world, change.id)
    case 'clock':
      return { name: 'clock', data: { now: world.clock.now(), clock_offset_ms: world.state.clockOffsetMs } }
    case 'reset':
    case 'cast':
      return { name: change.type, data: {} }
    case 'state':
    case 'delivery':
      return undefined
    default:
      return change satisfies never
  }
}

function journalChange(world: World, id: number): { name: string; data: unknown } | undefined {
  const entry = entryWithId(world, id)
  return entry && { name: 'journal', data: shownEntry(entry) }
}
