import type { PostRow } from '../api/types.ts'
import type { MessageLine } from '../conversation/lines/line-of.ts'
import type { OutboxEntry } from '../conversation/outbox-item.ts'
import type { HeldThread } from './thread-pages.ts'

/** A line of a thread, with what it needs of the thread. */
type ThreadLine = {
  readonly line: MessageLine
  readonly thread: HeldThread
  /** The comment itself; the others answer it. */
  readonly isHead: boolean
  readonly isUnanswered: boolean
}

/** What stands below one another: posts, and below an open one what is said under it. Only those that show are drawn. */
export type WallItem =
  | { readonly kind: 'post'; readonly key: string; readonly row: PostRow; readonly isOpen: boolean }
  | { readonly kind: 'whole-post'; readonly key: string; readonly row: Pick<PostRow, 'channelId' | 'postId'> }
  | ({ readonly kind: 'line'; readonly key: string } & ThreadLine)
  | { readonly kind: 'earlier'; readonly key: string; readonly thread: HeldThread; readonly count: number }
  | { readonly kind: 'unsent'; readonly key: string; readonly entry: OutboxEntry }
  | { readonly kind: 'note'; readonly key: string; readonly note: Note; readonly of: Pieces }
  | { readonly kind: 'chart'; readonly key: string }

/** What is fetched in pieces: the posts, and what is said under one, or in a tab. */
export type Pieces = 'threads' | 'posts'

/** Why nothing stands there, or that more comes. */
export type Note = 'loading' | 'failed' | 'none' | 'more'

export type LineItem = Extract<WallItem, { readonly kind: 'line' }>

export const rowKey = ({ channelId, postId }: Pick<PostRow, 'channelId' | 'postId'>): string => `post ${channelId} ${postId}`

type Open = { readonly post: Pick<PostRow, 'channelId' | 'postId'>; readonly below: readonly WallItem[] }

/** The posts, the open one with its whole text and what is said under it. One that the list has not got, or not yet, stands before it. */
export function postItems(rows: readonly PostRow[], open: Open | undefined): readonly WallItem[] {
  const openKey = open && rowKey(open.post)
  const opened: readonly WallItem[] = open ? [{ kind: 'whole-post', key: `whole ${rowKey(open.post)}`, row: open.post }, ...open.below] : []
  const items = rows.flatMap((row): readonly WallItem[] => {
    const key = rowKey(row)
    const item: WallItem = { kind: 'post', key, row, isOpen: key === openKey }
    return item.isOpen ? [item, ...opened] : [item]
  })
  return rows.some((row) => rowKey(row) === openKey) ? items : [...opened, ...items]
}

type Loaded = { readonly count: number | undefined; readonly isFailed: boolean; readonly hasMore: boolean }

/** What stands below all that is held. */
export function notesBelow(of: Pieces, { count, isFailed, hasMore }: Loaded): readonly WallItem[] {
  const note = isFailed ? 'failed' : count === undefined ? 'loading' : hasMore ? 'more' : count === 0 ? 'none' : undefined
  return note === undefined ? NO_ITEMS : NOTES[of][note]
}

export const noteKey = (of: Pieces, note: Note): string => `note ${of} ${note}`

const NO_ITEMS: readonly WallItem[] = []
const noted = (of: Pieces, note: Note): readonly WallItem[] => [{ kind: 'note', key: noteKey(of, note), note, of }]
const notesOf = (of: Pieces) => ({
  loading: noted(of, 'loading'),
  failed: noted(of, 'failed'),
  none: noted(of, 'none'),
  more: noted(of, 'more'),
})
/** The same ones each time, so that what is made of them stays the same, too. */
const NOTES: Readonly<Record<Pieces, Readonly<Record<Note, readonly WallItem[]>>>> = {
  threads: notesOf('threads'),
  posts: notesOf('posts'),
}

/** Each comment, then how many answers are not shown, then the newest of them, then what is on its way. */
export function threadItems(threads: readonly HeldThread[], outbox: readonly OutboxEntry[]): readonly WallItem[] {
  return threads.flatMap((thread) => {
    const unsent = outbox.filter((entry) => isSaidIn(thread, entry))
    return unsent.length === 0 ? itemsOf(thread) : [...itemsOf(thread), ...unsent.map(unsentItem)]
  })
}

/** A ticket of a whole post holds many threads: an answer names its own. */
function isSaidIn({ ticket, lines }: HeldThread, { ticketId, answering }: OutboxEntry): boolean {
  const isThis = lines.some((line) => 'threadId' in line && line.threadId === answering?.threadId)
  return ticketId === ticket?.id && (!ticket.isOfWholePost || isThis)
}

/** Made once of each thread as it stands: what did not change is not drawn again because another thread did. */
const made = new WeakMap<HeldThread, readonly WallItem[]>()

function itemsOf(thread: HeldThread): readonly WallItem[] {
  const known = made.get(thread)
  if (known !== undefined) {
    return known
  }
  const [head, ...answers] = linesOf(thread).map((each): LineItem => ({ kind: 'line', key: each.line.id, ...each }))
  const count = thread.lineCount - thread.lines.length
  const earlier: readonly WallItem[] = count > 0 ? [{ kind: 'earlier', key: `earlier ${head?.key ?? ''}`, thread, count }] : []
  const items = [...(head === undefined ? [] : [head]), ...earlier, ...answers]
  made.set(thread, items)
  return items
}

function unsentItem(entry: OutboxEntry): WallItem {
  return { kind: 'unsent', key: entry.key, entry }
}

/** What was said in a thread. The last of what customers said waits, as many as the desk counts. */
function linesOf(thread: HeldThread): readonly ThreadLine[] {
  const lines = thread.lines.filter((line): line is MessageLine => line.line === 'customer-message' || line.line === 'our-message')
  const theirs = lines.filter(({ line, takenBackAt }) => line === 'customer-message' && takenBackAt === null)
  const waiting = new Set(theirs.slice(theirs.length - Math.min(thread.unansweredCount, theirs.length)))
  return lines.map((line, index) => ({ line, thread, isHead: index === 0, isUnanswered: waiting.has(line) }))
}
