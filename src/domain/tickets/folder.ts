import { STATUSES_IN_WORK, TICKET_STATUSES, type TicketStatus } from './status.ts'

/** The folders of the ticket list, in the order they are shown. */
export const FOLDERS = [
  'ending-soon',
  'before-back',
  'my',
  'needs-attention',
  'needs-attention-of-all',
  'drafts',
  'unassigned',
  'open',
  'all',
  'solved',
  'closed',
  'spam',
  'deleted',
] as const
export type Folder = (typeof FOLDERS)[number]

/**
 * The orders of a folder. `activity`: newest first; of drafts what was written on last. `expiring`: what ends first on top (`deadlineOf`), and after that the
 * tickets in which nothing ends, by activity.
 */
export const TICKET_SORTS = ['activity', 'expiring'] as const
export type TicketSort = (typeof TICKET_SORTS)[number]

/** Which tickets lie in a folder: those that meet all of it. */
export type FolderContents = {
  readonly statuses: readonly TicketStatus[]
  /** Whose hands they are in; of no matter when absent. */
  readonly assignee?: 'me' | 'nobody'
  /** Only those in which something ends (`deadlineOf`): within `ENDS_SOON_MS`, or before people are back (`backAt`), where that is told. */
  readonly ends?: 'soon' | 'before-back'
  /** Only those in which something that we asked of the channel failed, or nobody knows of it, and nobody set it aside. */
  readonly unsettled?: 'mine' | 'anybodys'
  /** Only those in which whoever looks has begun to write something, and not sent it. */
  readonly drafted?: 'mine'
}

const NOT_THROWN_AWAY = TICKET_STATUSES.filter((status) => status !== 'spam' && status !== 'deleted')

// A pending ticket was answered: the customer is awaited, and no reply of ours is late.
const LATE_IN = STATUSES_IN_WORK.filter((status) => status !== 'pending')

export const FOLDER_CONTENTS: Readonly<Record<Folder, FolderContents>> = {
  'ending-soon': { statuses: LATE_IN, ends: 'soon' },
  'before-back': { statuses: LATE_IN, ends: 'before-back' },
  my: { statuses: STATUSES_IN_WORK, assignee: 'me' },
  unassigned: { statuses: STATUSES_IN_WORK, assignee: 'nobody' },
  // Also in a ticket that is over: who closed it may not know that the customer never got the answer.
  'needs-attention': { statuses: NOT_THROWN_AWAY, unsettled: 'mine' },
  'needs-attention-of-all': { statuses: NOT_THROWN_AWAY, unsettled: 'anybodys' },
  // Also in one that is over: what is kept there is written on elsewhere, or let go.
  drafts: { statuses: NOT_THROWN_AWAY, drafted: 'mine' },
  open: { statuses: STATUSES_IN_WORK },
  all: { statuses: TICKET_STATUSES },
  solved: { statuses: ['solved'] },
  closed: { statuses: ['closed'] },
  spam: { statuses: ['spam'] },
  deleted: { statuses: ['deleted'] },
}

/** A folder's number stops here: a screen shows "999+". */
export const COUNT_UP_TO = 1000
