import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { EphemeralNews } from '#domain/ephemeral.ts'
import type { Actor } from '#desk/desk.ts'
import { isDatabaseUnavailable } from '#storage/connections/away.ts'
import { isAfter, isCursorKnown, readTail, tailEnd, type TailEvent } from '#storage/event-tail.ts'
import type { ApiContext } from '../context.ts'
import { viewerOf, type Viewer } from '../conversation/viewer.ts'
import { presentClock } from '../server/present-clock.ts'
import type { Carry, Frame } from './carry.ts'
import { concerns, type Hearer } from './concerns.ts'

/** Keeps proxies from closing a quiet stream, and tells the reader that the line lives. */
const HEARTBEAT_MS = 10_000
/**
 * At every so many beats it is looked up whether the session goes on. Whatever a person does to a session is told by an event;
 * that its time ran out, or that somebody deleted its row, is told by nobody.
 */
const BEATS_PER_LOOK = 6
/** A reader this far behind is dropped: it comes back with its cursor and misses nothing. */
const MAX_BUFFERED_BYTES = 1024 * 1024

type Room = Pick<ApiContext, 'desk' | 'tail' | 'ephemeral'> & { readonly carry: Carry }

type Stream = {
  readonly hearer: Hearer & Pick<Actor, 'workspaceId' | 'role'>
  readonly cursor: string | undefined
  readonly raw: ServerResponse
  /** As whom the session behind the stream may still hear it; undefined: it may not. */
  readonly goesOnAs: () => Promise<Pick<Actor, 'role'> | undefined>
}

/** Catches up from the cursor, then follows live. While it catches up, live events wait in line. */
export async function follow({ desk, tail, ephemeral, carry }: Room, { hearer, cursor, raw, goesOnAs }: Stream): Promise<void> {
  const { workspaceId } = hearer
  let hearsAs: Pick<Actor, 'role'> | undefined = hearer
  let sentUpTo = cursor
  const inLine = lineOf(raw)
  const stops = [
    await tail.subscribe(workspaceId, (events) => inLine(() => tell(events))),
    ephemeral.subscribe(workspaceId, (news) => write(raw, ephemeralFrame(news))),
    desk.onClockMove(() => beat(false)),
    startHeartbeat(beat),
  ]
  const leave = (): void => stops.forEach((stop) => stop())
  raw.on('close', leave)
  if (raw.closed) {
    // Gone while we subscribed: its close event is over.
    leave()
    return
  }
  inLine(begin)

  async function begin(): Promise<void> {
    if (cursor !== undefined && !(await isCursorKnown(desk.db, cursor))) {
      sentUpTo = await tailEnd(desk.db, workspaceId)
      write(raw, `id: ${sentUpTo}\nevent: reset\n${clockOf(desk)}`)
      return
    }
    sentUpTo ??= await tailEnd(desk.db, workspaceId)
    write(raw, `retry: 1000\nid: ${sentUpTo}\nevent: ready\n${clockOf(desk)}`)
    await catchUp(sentUpTo)
  }

  async function catchUp(from: string): Promise<void> {
    for (let place = from; ;) {
      const { events, isFull } = await readTail(desk.db, workspaceId, place)
      await tell(events)
      await drained(raw)
      place = events.at(-1)?.cursor ?? place
      if (!isFull) {
        return
      }
    }
  }

  async function tell(events: readonly TailEvent[]): Promise<void> {
    const isNews = (place: { readonly cursor: string }): boolean => sentUpTo === undefined || isAfter(place.cursor, sentUpTo)
    hearsAs = events.some((event) => isNews(event) && concerns(event, hearer)) ? await goesOnAs() : hearsAs
    if (!hearsAs) {
      raw.end()
      return
    }
    const frames = (await carry(workspaceId, events)).filter(isNews)
    sentUpTo = frames.at(-1)?.cursor ?? sentUpTo
    write(raw, textFor(viewerOf(hearsAs), frames))
  }

  function beat(isLookDue: boolean): void {
    inLine(async () => {
      if (isLookDue && !(await goesOnAs().catch(waitForDatabase))) {
        raw.end()
        return
      }
      write(raw, `event: beat\n${clockOf(desk)}`)
    })
  }
}

function clockOf(desk: Room['desk']): string {
  return `data: ${JSON.stringify(presentClock(desk))}\n\n`
}

function textFor({ readsTakenBack }: Viewer, frames: readonly Frame[]): string {
  return frames.map(({ text, textForOthers }) => (readsTakenBack ? text : textForOthers)).join('')
}

function startHeartbeat(beat: (isLookDue: boolean) => void): () => void {
  let beats = 0
  const timer = setInterval(() => {
    beats += 1
    beat(beats % BEATS_PER_LOOK === 0)
  }, HEARTBEAT_MS)
  return () => clearInterval(timer)
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

/** The line stays while nobody can look whether its session goes on: nothing is told on it meanwhile, as there are no events to tell. */
function waitForDatabase(error: unknown): true {
  if (!isDatabaseUnavailable(error)) {
    throw error
  }
  return true
}

/** Without an id: whoever comes back does not get it again. */
function ephemeralFrame(news: EphemeralNews): string {
  return `event: ephemeral\ndata: ${JSON.stringify(news)}\n\n`
}

/** Whoever comes back after long gets it as fast as they take it. */
async function drained(raw: ServerResponse): Promise<void> {
  if (raw.writableNeedDrain && !raw.destroyed) {
    const listening = new AbortController()
    const { signal } = listening
    await Promise.race([once(raw, 'drain', { signal }), once(raw, 'close', { signal })])
    listening.abort()
  }
}

function write(raw: ServerResponse, text: string): void {
  if (text === '' || raw.destroyed || raw.writableEnded) {
    return
  }
  if (raw.writableLength > MAX_BUFFERED_BYTES) {
    raw.destroy()
    return
  }
  raw.write(text)
}
