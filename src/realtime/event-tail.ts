import type { WorkspaceId } from '#domain/ids.ts'
import type { Database, Db } from '#storage/database.ts'
import { EVENTS_CHANNEL } from '#storage/events.ts'
import { readTail, tailEnd, type TailEvent } from '#storage/event-tail.ts'
import { startListening } from '#storage/listen.ts'

type Listener = (events: readonly TailEvent[]) => void

/** The live end of the events table, shared by all who look at a workspace on this process. */
export type EventTail = {
  /** Tells every event that becomes visible from now on, in order. Answers with how to stop. */
  subscribe(workspaceId: WorkspaceId, listener: Listener): Promise<() => void>
  stop(): Promise<void>
}

type EventTailOptions = { readonly database: Pick<Database, 'db' | 'connections'>; readonly onError: (error: unknown) => void }
type WorkspaceTail = { cursor: string; readonly listeners: Set<Listener> }
type Tails = Map<WorkspaceId, WorkspaceTail>

/** A lost NOTIFY costs at most this. */
const POLL_MS = 5000
/** A commit is held back while an older transaction runs; nobody notifies when that one ends, so look again soon. */
const UNSETTLED_MS = 15

/** Starts following the table. Survives the loss of its connections: it polls until it listens again. */
export async function startEventTail({ database, onError }: EventTailOptions): Promise<EventTail> {
  const { db, connections } = database
  const tails: Tails = new Map()
  const reader = startReader(() => readAll(db, tails), onError)
  const listening = await startListening({ connections, channel: EVENTS_CHANNEL, onWake: reader.wake, onError })
  return {
    subscribe: (workspaceId, listener) => subscribe(db, tails, { workspaceId, listener }),
    stop: async () => {
      reader.stop()
      await listening.stop()
    },
  }
}

type Subscription = { readonly workspaceId: WorkspaceId; readonly listener: Listener }

async function subscribe(db: Db, tails: Tails, { workspaceId, listener }: Subscription): Promise<() => void> {
  const cursor = tails.has(workspaceId) ? '' : await tailEnd(db, workspaceId)
  const tail = tails.get(workspaceId) ?? { cursor, listeners: new Set() }
  tails.set(workspaceId, tail)
  tail.listeners.add(listener)
  return () => {
    tail.listeners.delete(listener)
    if (tail.listeners.size === 0 && tails.get(workspaceId) === tail) {
      tails.delete(workspaceId)
    }
  }
}

/** Tells what is new everywhere; answers whether something waits for an older transaction to end. */
async function readAll(db: Db, tails: Tails): Promise<boolean> {
  let hasUnsettled = false
  for (const [workspaceId, tail] of tails) {
    for (let isFull = true; isFull;) {
      const news = await readTail(db, workspaceId, tail.cursor)
      tail.cursor = news.events.at(-1)?.cursor ?? tail.cursor
      tail.listeners.forEach((listener) => news.events.length > 0 && listener(news.events))
      isFull = news.isFull
      hasUnsettled ||= news.hasUnsettled
    }
  }
  return hasUnsettled
}

/** Reads once at a time: on a wake at once, else after a while. A wake during a reading causes another reading. */
function startReader(read: () => Promise<boolean>, onError: (error: unknown) => void): { wake(): void; stop(): void } {
  let timer = setTimeout(wake, POLL_MS)
  let isReading = false
  let isAskedAgain = false
  let isStopped = false

  function wake(): void {
    isAskedAgain = true
    if (!isReading && !isStopped) {
      isReading = true
      void readWhileAsked()
    }
  }

  async function readWhileAsked(): Promise<void> {
    let hasUnsettled = false
    while (isAskedAgain && !isStopped) {
      isAskedAgain = false
      try {
        hasUnsettled = await read()
      } catch (error) {
        onError(error)
      }
    }
    isReading = false
    clearTimeout(timer)
    if (!isStopped) {
      timer = setTimeout(wake, hasUnsettled ? UNSETTLED_MS : POLL_MS)
    }
  }

  return {
    wake,
    stop: () => {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
