import { tell, type World } from './world.ts'

const KEPT = 2000
const BODY_KEPT = 20_000

/** One thing that went over the wire. `in` = a client called, `out` = a webhook left. */
export type Entry = {
  readonly id: number
  readonly at: number
  readonly direction: 'in' | 'out'
  readonly method: string
  readonly path: string
  /** The webhook field of an outgoing call. */
  readonly label?: string | undefined
  readonly status?: number | undefined
  /** Why there is no status: "no answer", "dropped by a fault", … */
  readonly outcome?: string | undefined
  readonly tookMs?: number | undefined
  readonly attempt?: number | undefined
  readonly request?: string | undefined
  readonly response?: string | undefined
}

export type Journal = { lastId: number; readonly entries: Entry[] }

export function newJournal(): Journal {
  return { lastId: 0, entries: [] }
}

/** Writes an entry down; the oldest beyond the bound falls out. */
export function note(world: World, entry: Omit<Entry, 'id' | 'at'>): void {
  const { journal } = world
  journal.lastId += 1
  journal.entries.push({
    ...entry,
    id: journal.lastId,
    at: world.clock.now(),
    request: cut(entry.request),
    response: cut(entry.response),
  })
  if (journal.entries.length > KEPT * 1.5) {
    journal.entries.splice(0, journal.entries.length - KEPT)
  }
  tell(world, { type: 'journal', id: journal.lastId })
}

export function entriesAfter(world: World, id: number, limit: number): Entry[] {
  return world.journal.entries.filter((entry) => entry.id > id).slice(-limit)
}

/** The entry just written. */
export function entryWithId(world: World, id: number): Entry | undefined {
  return world.journal.entries[world.journal.entries.length - 1 - (world.journal.lastId - id)]
}

function cut(text: string | undefined): string | undefined {
  return text !== undefined && text.length > BODY_KEPT ? `${text.slice(0, BODY_KEPT)}…` : text
}
