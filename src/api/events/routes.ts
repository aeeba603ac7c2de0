import type { ServerResponse } from 'node:http'
import { isDatabaseUnavailable } from '#storage/connections/away.ts'
import { isCursorKnown, readTail, tailEnd, type TailEvent } from '#storage/event-tail.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { keepOpen } from '../server/connections.ts'
import type { Api } from '../server/api.ts'
import type { ApiContext } from '../context.ts'
import { streamEvents } from './contract.ts'
import { presentClock } from '../server/present-clock.ts'

/** Keeps proxies from closing a quiet stream, tells the reader that the line lives, and notices a session that ended. */
const HEARTBEAT_MS = 10_000
const RECHECK_MS = 800
const LOOK_AFTER_NEWS_MS = RECHECK_MS + 50
/** A reader this far behind is dropped: it comes back with its cursor and misses nothing. */
const MAX_BUFFERED_BYTES = 1024 * 1024

export function registerEvents(app: Api, context: ApiContext): void {
  const { method, url, schema } = streamEvents
  app.route({
    method,
    url,
    schema: { tags: [...schema.tags], summary: schema.summary, querystring: schema.querystring },
    config: { permission: 'ticket.read' },
    handler: async (request, reply) => {
      const { workspaceId } = request.actor
      const cursor = header(request.headers['last-event-id']) ?? request.query.cursor
      reply.hijack()
      keepOpen(reply.raw)
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        'x-content-type-options': 'nosniff',
      })
      const isSignedIn = async (): Promise<boolean> => (await context.accounts.actorOf(request.headers)) !== undefined
      await follow(context, { workspaceId, cursor, raw: reply.raw, isSignedIn }).catch((error: unknown) => {
        request.log.error({ err: error }, 'a live stream ended')
        reply.raw.destroy()
      })
    },
  })
}

function header(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

type Stream = {
  readonly workspaceId: WorkspaceId
  readonly cursor: string | undefined
  readonly raw: ServerResponse
  readonly isSignedIn: () => Promise<boolean>
}

/** Catches up from the cursor, then follows live. While it catches up, live events wait in line. */
async function follow({ desk, tail }: ApiContext, { workspaceId, cursor, raw, isSignedIn }: Stream): Promise<void> {
  let sentUpTo = cursor
  const mayHear = watchSession(isSignedIn)
  const inLine = lineOf(raw)
  const tell = async (events: readonly TailEvent[]): Promise<void> => {
    if (!(await mayHear())) {
      raw.end()
      return
    }
    const news = events.filter((event) => sentUpTo === undefined || isAfter(event.cursor, sentUpTo))
    sentUpTo = news.at(-1)?.cursor ?? sentUpTo
    write(raw, news.map(frame).join(''))
    if (news.length > 0) {
      nextLook.postpone()
    }
  }
  // The news may be that this session is over, told without a look: the next look is not left to the heartbeat.
  const nextLook = postponed(LOOK_AFTER_NEWS_MS, () => inLine(() => tell([]).catch(waitForDatabase)))
  const clock = (): string => `data: ${JSON.stringify(presentClock(desk))}\n\n`
  const beat = (): void =>
    inLine(() =>
      tell([])
        .catch(waitForDatabase)
        .then(() => write(raw, `event: beat\n${clock()}`)),
    )
  const stop = await tail.subscribe(workspaceId, (events) => inLine(() => tell(events)))
  const heartbeat = setInterval(beat, HEARTBEAT_MS)
  const ignoreClock = desk.onClockMove(beat)
  const leave = (): void => {
    clearInterval(heartbeat)
    nextLook.cancel()
    ignoreClock()
    stop()
  }
  raw.on('close', leave)
  if (raw.closed) {
    // Gone while we subscribed: its close event is over.
    leave()
    return
  }
  inLine(async () => {
    if (cursor !== undefined && !(await isCursorKnown(desk.db, cursor))) {
      sentUpTo = await tailEnd(desk.db, workspaceId)
      write(raw, `id: ${sentUpTo}\nevent: reset\n${clock()}`)
      return
    }
    sentUpTo ??= await tailEnd(desk.db, workspaceId)
    write(raw, `retry: 1000\nid: ${sentUpTo}\nevent: ready\n${clock()}`)
    await catchUp(sentUpTo)
  })

  async function catchUp(from: string): Promise<void> {
    for (let place = from; ;) {
      const { events, isFull } = await readTail(desk.db, workspaceId, place)
      await tell(events)
      place = events.at(-1)?.cursor ?? place
      if (!isFull) {
        return
      }
    }
  }
}

/** Looks at most once in `RECHECK_MS` whether the session goes on, by a clock that nobody sets back. */
function watchSession(isSignedIn: () => Promise<boolean>): () => Promise<boolean> {
  let lookedAt = performance.now()
  return async () => {
    if (performance.now() - lookedAt <= RECHECK_MS) {
      return true
    }
    const goesOn = await isSignedIn()
    lookedAt = performance.now()
    return goesOn
  }
}

/** One work after the other; the first that fails ends the stream. */
function lineOf(raw: ServerResponse): (work: () => Promise<void>) => void {
  let line: Promise<void> = Promise.resolve()
  return (work) => {
    line = line.then(work).catch(() => {
      raw.destroy()
    })
  }
}

/** Acts once, this long after it was last postponed. */
function postponed(afterMs: number, act: () => void) {
  let timer: NodeJS.Timeout | undefined
  const cancel = (): void => clearTimeout(timer)
  const postpone = (): void => {
    cancel()
    timer = setTimeout(act, afterMs)
  }
  return { postpone, cancel }
}

/** The line stays while nobody can look whether its session goes on: nothing is told on it before that was looked up. */
function waitForDatabase(error: unknown): void {
  if (!isDatabaseUnavailable(error)) {
    throw error
  }
}

function isAfter(a: string, b: string): boolean {
  const [aXid = 0n, aId = 0n] = a.split('-').map(BigInt)
  const [bXid = 0n, bId = 0n] = b.split('-').map(BigInt)
  return aXid === bXid ? aId > bId : aXid > bXid
}

function frame({ cursor, ...event }: TailEvent): string {
  return `id: ${cursor}\nevent: change\ndata: ${JSON.stringify(event)}\n\n`
}

function write(raw: ServerResponse, text: string): void {
  if (text === '' || raw.destroyed || raw.writableEnded) {
    return
  }
  raw.write(text)
  if (raw.writableLength > MAX_BUFFERED_BYTES) {
    raw.destroy()
  }
}
