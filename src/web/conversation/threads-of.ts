import type { Line } from '../api/types.ts'
import type { MessageLine } from './lines/line-of.ts'

/** In a ticket of a whole post: the thread in which one answers, by something that was said in it, whose comment it is, and what a customer said last. */
export type Answering = {
  readonly threadId: string
  readonly lineId: string
  readonly name: string | null
  readonly asked: MessageLine | undefined
}

/** A comment with its answers, as far as they are held. */
export type HeldThread = {
  readonly threadId: string
  readonly lines: readonly MessageLine[]
  /** Whoever wrote last is a customer, and nobody of ours answered. */
  readonly isWaiting: boolean
}

export type Piece = { readonly kind: 'line'; readonly line: Line } | { readonly kind: 'thread'; readonly thread: HeldThread }

/** The lines of a whole post, thread by thread: where something was said last stands last, as in every conversation. */
export function threadsOf(lines: readonly Line[]): readonly Piece[] {
  const threads = new Map<string, readonly MessageLine[]>()
  lines.filter(isInThread).forEach((line) => threads.set(line.threadId, [...(threads.get(line.threadId) ?? []), line]))
  return lines.flatMap((line): readonly Piece[] => {
    if (!isInThread(line)) {
      return [{ kind: 'line', line }]
    }
    const { threadId } = line
    const said = threads.get(threadId) ?? []
    return said.at(-1) === line ? [{ kind: 'thread', thread: { threadId, lines: said, isWaiting: isWaiting(said) } }] : []
  })
}

/** How one answers in a thread by a ticket: what was said there last in this ticket; undefined where nothing was. */
export function answeringIn(lines: readonly Line[], ticketId: string): Answering | undefined {
  const said = lines.filter(isInThread)
  const last = said.findLast((line) => line.ticketId === ticketId)
  const asked = said.filter(({ line }) => line === 'customer-message')
  return last && { threadId: last.threadId, lineId: last.id, name: asked[0]?.author.name ?? null, asked: asked.at(-1) }
}

function isInThread(line: Line): line is MessageLine & { readonly threadId: string } {
  return (line.line === 'customer-message' || line.line === 'our-message') && line.threadId !== null
}

/** What was deleted asks nothing; what Facebook has not got answers nothing. */
function isWaiting(lines: readonly MessageLine[]): boolean {
  const last = lines.findLast((line) => (line.line === 'customer-message' ? line.takenBackAt === null : HAS_ARRIVED.has(line.state)))
  return last?.line === 'customer-message'
}

const HAS_ARRIVED: ReadonlySet<string> = new Set(['sent', 'delivered', 'read'])
