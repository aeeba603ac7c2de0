import { setTimeout as delay } from 'node:timers/promises'
import { CONNECT_MS } from './connections/bounds.ts'
import type { Connections } from './connections/connections.ts'
import type { WatchedClient } from './connections/watched-client.ts'

/** Knows at every moment whether the database answers, and leaves connections that went silent. */
export type Pulse = {
  /** Whether the database answers now: looks, and says no after a second without an answer. */
  answers(): Promise<boolean>
  stop(): Promise<void>
}

export type PulseOptions = {
  readonly connections: Connections
  /** The database stopped answering, or answers again. */
  readonly onChange: (answers: boolean) => void
  /** Connections were cut because only new ones are answered. */
  readonly onCut: (count: number) => void
}

const EVERY_MS = 500
/** An answer takes a millisecond. One that takes longer than this counts as silence until it comes. */
const SILENT_MS = 1_000
/** When a new connection is answered and the old one is not: how long the old one has to catch up, as it would after a mere pause. */
const GRACE_MS = 500

/**
 * Asks for a sign of life twice a second on a connection of its own. When it goes unanswered a second connection is tried: if that one is
 * answered and the first still is not, the server behind the first has gone without a word (its host lost its power, another took over its
 * address), and with it all connections of that age. They are cut, and whoever waits on them begins again on new ones. A server that only
 * paused answers both, and nothing is cut.
 */
export function startPulse(options: PulseOptions): Pulse {
  const heart: Heart = { line: undefined, next: undefined }
  let beating: Promise<boolean> | undefined
  let isWell = true
  let isStopped = false
  let timer: NodeJS.Timeout | undefined

  /** One beat at a time; whoever asks during one that began before asks once more. */
  function beat(): Promise<boolean> {
    beating ??= look(heart, options).then((answers) => {
      beating = undefined
      if (answers !== isWell && !isStopped) {
        isWell = answers
        options.onChange(answers)
      }
      return answers
    })
    return beating
  }

  function schedule(): void {
    if (!isStopped) {
      timer = setTimeout(() => void beat().then(schedule), EVERY_MS)
    }
  }

  void beat().then(schedule)
  return {
    answers: async () => {
      if (!isWell) {
        return false
      }
      return await Promise.race([(beating ?? Promise.resolve(true)).then(beat), delay(SILENT_MS, false)])
    },
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      await beating
      heart.line?.leave()
      heart.next?.leave()
    },
  }
}

/** The connection that is asked, and while it is not answered the one that may take its place: connecting may take longer than a beat. */
type Heart = { line: Line | undefined; next: Line | undefined }

async function look(heart: Heart, options: PulseOptions): Promise<boolean> {
  const { line } = heart
  if (line && (await line.answers(SILENT_MS))) {
    return true
  }
  const fresh = await askFresh(heart, options)
  if (!fresh) {
    return line?.hasAnswered() ?? false
  }
  if (line?.isSilent()) {
    if (await line.answers(GRACE_MS)) {
      fresh.leave()
      return true
    }
    await leaveOlder(fresh, options)
  }
  heart.line = fresh
  line?.leave()
  return true
}

/** A new connection that is answered; undefined while there is none. */
async function askFresh(heart: Heart, { connections }: PulseOptions): Promise<Line | undefined> {
  const fresh = (heart.next ??= openLine(connections))
  if (await fresh.answers(SILENT_MS)) {
    heart.next = undefined
    return fresh
  }
  if (fresh.isLost() || performance.now() - fresh.openedAt > CONNECT_MS) {
    fresh.leave()
    heart.next = undefined
  }
  return undefined
}

async function leaveOlder(fresh: Line, { connections, onCut }: PulseOptions): Promise<void> {
  const names = connections.cutOlderThan(fresh.openedAt)
  onCut(names.length)
  await fresh.endSessions(names)
}

/** One connection that is asked whether somebody is there. */
type Line = {
  readonly openedAt: number
  /** Asks, unless a question is still open; whether the answer came in this time. */
  answers(withinMs: number): Promise<boolean>
  /** A question went unanswered, and nothing came since. */
  isSilent(): boolean
  /** It was closed, by whomever: nothing more can be asked on it. */
  isLost(): boolean
  /** Its last question was answered. */
  hasAnswered(): boolean
  /** Ends the server's side of connections that are lost, so that their locks are free. */
  endSessions(names: readonly string[]): Promise<void>
  leave(): void
}

const END_SESSIONS = `
  select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user and application_name = any($1)`

function openLine(connections: Connections): Line {
  const client: WatchedClient = connections.newClient({ name: 'pagedesk pulse', answerMs: undefined })
  let last: 'none' | 'answered' | 'silent' = 'none'
  let isLost = false
  let asking: Promise<boolean> | undefined
  const connected = client.connect()

  async function ask(): Promise<boolean> {
    try {
      await connected
      await client.query('select 1')
      last = 'answered'
      return true
    } catch {
      // No answer; which one does not matter here. The pools and their users tell the reason.
      last = last === 'answered' ? 'none' : last
      isLost = true
      return false
    } finally {
      asking = undefined
    }
  }

  async function give(withinMs: number): Promise<boolean> {
    const answer = await Promise.race([(asking ??= ask()), delay(withinMs)])
    if (answer === undefined) {
      last = 'silent'
    }
    return answer ?? false
  }

  return {
    openedAt: client.openedAt,
    answers: give,
    isLost: () => isLost,
    isSilent: () => last === 'silent',
    hasAnswered: () => last === 'answered',
    endSessions: async (names) => {
      // Where it fails the server's own bounds end them, later.
      await Promise.race([client.query(END_SESSIONS, [names]).catch(() => undefined), delay(SILENT_MS)])
    },
    leave: () => void client.leave(),
  }
}
