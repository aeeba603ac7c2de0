import type { Receipts } from '#domain/conversations/marks.ts'
import { movedAlong } from '#domain/entries/shown-state.ts'
import type { Line } from '../api/types.ts'
import type { LinePages } from '../conversation/conversation-queries.ts'

export function placeLines(held: LinePages, lines: readonly Line[]): LinePages | 'untold' {
  return lines.reduce<LinePages | 'untold'>((placed, line) => (placed === 'untold' ? placed : placeLine(placed, line)), held)
}

/**
 * A held conversation with a line in its place, changed or new. Of two lines of one moment the desk alone knows which stands first:
 * `untold`. What is older than what is held is not shown.
 */
function placeLine(held: LinePages, line: Line): LinePages | 'untold' {
  const before = held.pages.flatMap(({ messages }) => messages).find(({ id }) => id === line.id)
  if (before && before.occurredAt === line.occurredAt) {
    return withPages(held, (messages) => messages.map((each) => (each.id === line.id ? line : each)))
  }
  const rest = before ? withoutLine(held, line.id) : held
  if (rest.pages.some(({ messages }) => messages.some(({ occurredAt }) => occurredAt === line.occurredAt))) {
    return 'untold'
  }
  // The newest page stands first.
  const at = rest.pages.findIndex(({ messages, previousCursor }) => previousCursor === null || isFrom(messages[0], line))
  return at === -1 ? rest : withPages(rest, (messages, place) => (place === at ? inOrder([...messages, line]) : messages))
}

/** With a line after all others, unless it is held already. */
export function withNewest(held: LinePages, line: Line): LinePages {
  const isHeld = held.pages.some(({ messages }) => messages.some(({ id }) => id === line.id))
  return isHeld ? held : withPages(held, (messages, place) => (place === 0 ? [...messages, line] : messages))
}

export function withoutLine(held: LinePages, lineId: string): LinePages {
  return withPages(held, (messages) => messages.filter(({ id }) => id !== lineId))
}

/** A held conversation whose marks have moved, but for the lines that they moved over. */
export function moveMarks(held: LinePages, { before, now }: { readonly before: Receipts; readonly now: Receipts }): LinePages {
  return withPages(held, (messages) => messages.map(along))

  function along(line: Line): Line {
    if (line.line !== 'our-message') {
      return line
    }
    const stateAt = movedAlong({ state: line.state, at: new Date(line.stateAt) }, before, now).at.toISOString()
    return stateAt === line.stateAt ? line : { ...line, stateAt }
  }
}

function isFrom(first: Line | undefined, line: Line): boolean {
  return first !== undefined && first.occurredAt <= line.occurredAt
}

function inOrder(messages: readonly Line[]): readonly Line[] {
  return messages.toSorted((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1))
}

function withPages(held: LinePages, change: (messages: readonly Line[], place: number) => readonly Line[]): LinePages {
  return { ...held, pages: held.pages.map((page, place) => ({ ...page, messages: change(page.messages, place) })) }
}
