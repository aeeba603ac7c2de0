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
  /** Graph's version, and whose token called: `page 2381…`, `user`, `app`, `none`. */
  readonly version?: string | undefined
  readonly token?: string | undefined
  /** What a fault did to it. */
  readonly fault?: string | undefined
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

/** What is asked of the journal: all that is given must hold. `path` matches as a part, `field` one of the label's. */
export type Wish = {
  readonly after: number
  readonly direction?: Entry['direction'] | undefined
  readonly method?: string | undefined
  readonly path?: string | undefined
  readonly field?: string | undefined
  readonly status?: number | undefined
  readonly fault?: string | undefined
}

/** The entries that fulfil the wish, oldest first. */
export function entriesLike(world: World, wish: Wish): Entry[] {
  return world.journal.entries.filter((entry) => isLike(entry, wish))
}

/** Forgets every entry; ids go on counting. */
export function clearJournal(world: World): void {
  world.journal.entries.length = 0
}

/** True when the entry fulfils the wish. */
export function isLike(entry: Entry, { after, path, field, ...same }: Wish): boolean {
  const isFieldLike = field === undefined || entry.label?.split(',').includes(field) === true
  return (
    entry.id > after && isFieldLike && entry.path.includes(path ?? '') && EXACT.every((name) => (same[name] ?? entry[name]) === entry[name])
  )
}

const EXACT = ['direction', 'method', 'status', 'fault'] as const

/** The entry with this id; undefined when it is no longer kept. */
export function entryWithId(world: World, id: number): Entry | undefined {
  return world.journal.entries[world.journal.entries.length - 1 - (world.journal.lastId - id)]
}

function cut(text: string | undefined): string | undefined {
  return text !== undefined && text.length > BODY_KEPT ? `${text.slice(0, BODY_KEPT)}…` : text
}
