import type { FastifyInstance, FastifyRequest } from 'fastify'
import { clearJournal, entriesLike, entryWithId, isLike, type Wish } from '../world/journal.ts'
import type { Change, World } from '../world/world.ts'
import { digits, type Input, oneOf, text } from './input.ts'
import { shownEntry } from './shown.ts'

const DEFAULT_ENTRIES = 200
const DEFAULT_WAIT_MS = 5000
const LONGEST_WAIT_MS = 120_000

type Asking = FastifyRequest<{ Querystring: Record<string, string> }>

/**
 * What came in and went out, to assert on. All three take `after`, `direction` (in, out), `method`, `path` (a part of it), `field`,
 * `status`, `fault`; `journal/wait` answers as soon as `count` entries fit, or after `timeout_ms` with what there is.
 */
export function journalRoutes(server: FastifyInstance, world: World): void {
  server.get('/sandbox/journal', (request: Asking) => shownJournal(world, request.query))
  server.get('/sandbox/journal/wait', async (request: Asking) => {
    const found = await untilFound(world, request)
    return { ...shownJournal(world, request.query), timed_out: !found }
  })
  server.delete('/sandbox/journal', () => {
    clearJournal(world)
    return { last_id: world.journal.lastId }
  })
}

function shownJournal(world: World, query: Input) {
  const limit = digits(query, 'limit') ?? DEFAULT_ENTRIES
  const entries = limit === 0 ? [] : entriesLike(world, wishIn(query)).slice(-limit)
  return { last_id: world.journal.lastId, entries: entries.map(shownEntry) }
}

/** True when enough entries fit in time; false when the time is over or the caller has gone, as at the end of the sandbox. */
function untilFound(world: World, request: Asking): Promise<boolean> {
  const wish = wishIn(request.query)
  let missing = (digits(request.query, 'count') ?? 1) - entriesLike(world, wish).length
  if (missing <= 0) {
    return Promise.resolve(true)
  }
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const listen = (change: Change) => {
    const entry = change.type === 'journal' ? entryWithId(world, change.id) : undefined
    missing -= entry && isLike(entry, wish) ? 1 : 0
    if (missing <= 0) {
      resolve(true)
    }
  }
  const timer = setTimeout(() => resolve(false), Math.min(digits(request.query, 'timeout_ms') ?? DEFAULT_WAIT_MS, LONGEST_WAIT_MS))
  const leave = () => resolve(false)
  world.listeners.add(listen)
  request.raw.socket.once('close', leave)
  return promise.finally(() => {
    clearTimeout(timer)
    world.listeners.delete(listen)
    request.raw.socket.off('close', leave)
  })
}

function wishIn(query: Input): Wish {
  return {
    after: digits(query, 'after') ?? 0,
    direction: oneOf(query, 'direction', ['in', 'out']),
    method: text(query, 'method')?.toUpperCase(),
    path: text(query, 'path'),
    field: text(query, 'field'),
    status: digits(query, 'status'),
    fault: text(query, 'fault'),
  }
}
