import type { ThreadNews as WholeThread } from '#api/events/contract.ts'
import type { Line, Thread, Ticket } from '../api/types.ts'
import type { HeldThread, ThreadPages } from '../posts/thread-pages.ts'

/** What a piece of news says of a thread. `ticket`: as it stands now, where it is told. `goneId`: there is no such line any more. */
export type ThreadNews = {
  readonly ticketId: string
  readonly ticket: Ticket | undefined
  readonly lines: readonly Line[]
  readonly goneId: string | undefined
}

/**
 * Held threads with one of them as it stands now: its ticket, how much waits, its lines changed, come or gone. It stays where it stands,
 * also where what is filtered would leave it out: whoever works there has not finished with it. `untold`: it is not among them.
 */
export function placeThread(held: ThreadPages, news: ThreadNews): ThreadPages | 'untold' {
  const isIt = (thread: HeldThread): boolean => isOf(thread, news.ticketId)
  const told = held.pages.flatMap(({ threads }) => threads.filter(isIt))
  // Which thread of a whole post it is of, and how many wait in each, only the desk knows.
  if (told.length === 0 || news.ticket?.wholePost || told.some((thread) => thread.ticket?.isOfWholePost === true)) {
    return 'untold'
  }
  const pages = held.pages.map((page) =>
    page.threads.some(isIt) ? { ...page, threads: page.threads.map((each) => (isIt(each) ? changed(each, news) : each)) } : page,
  )
  return { ...held, pages }
}

/**
 * Held threads with one of them as the desk tells it now: where it stood, or else in its place in a list of which it may be. `untold`: the desk alone
 * knows the place.
 */
export function placeWhole(
  held: ThreadPages,
  news: WholeThread,
  list: { readonly isNewestFirst: boolean } | undefined,
): ThreadPages | 'untold' {
  const { kind: _kind, postId: _postId, ...thread } = news
  const isIt = (other: HeldThread): boolean => isSame(other, thread)
  if (held.pages.some(({ threads }) => threads.some(isIt))) {
    return {
      ...held,
      pages: held.pages.map((page) => ({ ...page, threads: page.threads.map((each) => (isIt(each) ? inPlaceOf(each) : each)) })),
    }
  }
  if (list === undefined) {
    return held
  }
  return list.isNewestFirst ? inOrder(held, thread) : 'untold'

  /** For whose sake it stays, the desk does not know. */
  function inPlaceOf({ isStaying }: HeldThread): HeldThread {
    return isStaying === true ? { ...thread, isStaying } : thread
  }
}

/** What is older than all that is held is not shown while there is more of it. */
function inOrder(held: ThreadPages, thread: HeldThread): ThreadPages | 'untold' {
  const at = beginningOf(thread)
  const beginnings = held.pages.flatMap(({ threads }) => threads.map(beginningOf))
  if (at === undefined || beginnings.includes(at) || beginnings.includes(undefined)) {
    return 'untold'
  }
  const comesBefore = (other: HeldThread): boolean => (beginningOf(other) ?? '') < at
  const place = held.pages.findIndex(({ threads }) => threads.some(comesBefore))
  const hasMore = held.pages.at(-1)?.nextCursor !== null
  if (place === -1 && hasMore) {
    return held
  }
  const pages = held.pages.map((page, index) => (index === (place === -1 ? held.pages.length - 1 : place) ? withThread(page) : page))
  return { ...held, pages }

  function withThread(page: ThreadPages['pages'][number]): ThreadPages['pages'][number] {
    const before = page.threads.findIndex(comesBefore)
    return { ...page, threads: page.threads.toSpliced(before === -1 ? page.threads.length : before, 0, thread) }
  }
}

/** When what stands at its head was said. */
function beginningOf({ lines }: Thread): string | undefined {
  return lines[0]?.occurredAt
}

/** The same lines stand in it, or the same ticket: of two tellings of a thread one has a line of the other. */
function isSame(held: Thread, { ticket, lines }: Thread): boolean {
  const ids = new Set(lines.map(({ id }) => id))
  const isOwn = ticket !== null && !ticket.isOfWholePost && held.ticket?.id === ticket.id
  return isOwn || held.lines.some(({ id }) => ids.has(id))
}

/**
 * Held threads, the newest first, with one that has just begun before all others: what comes while thousands are held is not a reason to
 * fetch them anew. `untold`: it is not known where it stands, or what came before.
 */
export function beginThread(held: ThreadPages, { ticket, lines: [head, ...others] }: ThreadNews): ThreadPages | 'untold' {
  const [first, ...rest] = held.pages
  if (
    ticket === undefined ||
    ticket.wholePost !== null ||
    first === undefined ||
    head === undefined ||
    others.length > 0 ||
    !begins(head, first)
  ) {
    return 'untold'
  }
  const { unansweredCount, channel } = ticket
  const where = { id: channel.id, name: channel.name }
  const thread = { ticket: ticketOf(ticket), unansweredCount, lines: [head], lineCount: 1, channel: where }
  return { ...held, pages: [{ ...first, threads: [thread, ...first.threads] }, ...rest] }
}

/** Answers nothing, and is younger than all that is held. */
function begins(line: Line, { threads }: ThreadPages['pages'][number]): boolean {
  return line.line === 'customer-message' && line.quote === null && (threads[0]?.lines[0]?.occurredAt ?? '') < line.occurredAt
}

/** A ticket that followed a closed one is another, so its lines tell, too. */
function isOf({ ticket, lines }: Thread, ticketId: string): boolean {
  return ticket?.id === ticketId || lines.some((line) => line.ticketId === ticketId)
}

function changed(thread: HeldThread, { ticket, lines, goneId }: ThreadNews): HeldThread {
  const said = lines.filter(({ line }) => line === 'customer-message' || line === 'our-message')
  const byId = new Map(said.map((line) => [line.id, line]))
  const left = thread.lines.filter(({ id }) => id !== goneId).map((line) => byId.get(line.id) ?? line)
  const come = said.filter(({ id, occurredAt }) => !left.some((line) => line.id === id) && isAfterAll(left, occurredAt))
  // News of one that was closed before may still come; the last is the one that is worked on.
  const isLast = ticket !== undefined && ticket.number >= (thread.ticket?.number ?? 0)
  return {
    ...thread,
    ticket: isLast ? ticketOf(ticket) : thread.ticket,
    unansweredCount: isLast ? ticket.unansweredCount : thread.unansweredCount,
    lines: [...left, ...come],
    lineCount: thread.lineCount + come.length - (thread.lines.length - left.length),
  }
}

function ticketOf({ id, number, status, assignee }: Ticket): HeldThread['ticket'] {
  return { id, number, status, assignee, isOfWholePost: false }
}

/** What is older than the last answers that are shown is not among those that are. */
function isAfterAll(lines: readonly Line[], occurredAt: string): boolean {
  return lines.every((line) => line.occurredAt <= occurredAt)
}
