import type { DeadlineKind } from '#domain/messaging-policy/deadline.ts'
import { FOLDER_CONTENTS, type TicketSort } from '#domain/tickets/folder.ts'
import type { Folder } from '../api/types.ts'
import type { TicketsSearch } from './search.ts'

/** The folders in the order of the navigation; what needs an answer stands above what is over. */
export const FOLDERS: readonly { readonly folder: Folder; readonly name: string; readonly heading: string; readonly empty: string }[] = [
  { folder: 'ending-soon', name: 'Ending soon', heading: 'Ending soon', empty: 'No time to answer ends in the next 6 hours.' },
  {
    folder: 'before-back',
    name: 'Ends before you are back',
    heading: 'Ends before you are back',
    empty: 'No time to answer ends before people are back.',
  },
  { folder: 'my', name: 'Mine', heading: 'My tickets', empty: 'No open ticket is assigned to you.' },
  {
    folder: 'needs-attention',
    name: 'Needs attention',
    heading: 'Needs attention',
    empty: 'All that you asked Facebook for was done, or is on its way.',
  },
  {
    folder: 'needs-attention-of-all',
    name: 'Needs attention, everyone’s',
    heading: 'Needs attention',
    empty: 'All that anybody asked Facebook for was done, or is on its way.',
  },
  {
    folder: 'drafts',
    name: 'Drafts',
    heading: 'Drafts',
    empty: 'What you begin to write and have not sent is listed here, until you send or empty it.',
  },
  { folder: 'unassigned', name: 'Unassigned', heading: 'Unassigned', empty: 'Every open ticket has an assignee.' },
  { folder: 'open', name: 'Open', heading: 'Open tickets', empty: 'A ticket appears here as soon as a customer writes.' },
  { folder: 'all', name: 'All', heading: 'All tickets', empty: 'Every ticket is listed here, also solved and closed ones.' },
  { folder: 'solved', name: 'Solved', heading: 'Solved', empty: 'Solved tickets are listed here.' },
  { folder: 'closed', name: 'Closed', heading: 'Closed', empty: 'Closed tickets are listed here.' },
  { folder: 'spam', name: 'Spam', heading: 'Spam', empty: 'Nothing is marked as spam.' },
  { folder: 'deleted', name: 'Deleted', heading: 'Deleted', empty: 'Nothing is deleted.' },
]

/** Those that the navigation shows: within Needs attention one chooses whose, and what ends before people are back a line in the list leads to. */
export const SHOWN_FOLDERS = FOLDERS.filter(({ folder }) => folder !== 'needs-attention-of-all' && folder !== 'before-back')

export const ATTENTION = { mine: 'needs-attention', everyones: 'needs-attention-of-all' } as const satisfies Readonly<
  Record<string, Folder>
>

export function isAttention(folder: Folder): boolean {
  return folder === ATTENTION.mine || folder === ATTENTION.everyones
}

export function attentionTitle(count: number): string {
  return count === 1
    ? 'something of yours in 1 ticket was not done, or is unconfirmed'
    : `something of yours in ${count} tickets was not done, or is unconfirmed`
}

const WORK: readonly Folder[] = ['ending-soon', 'my', 'unassigned', 'open']

/** Where work goes on: the first folder of it that has something. With none, Open is where the next ticket will appear. */
export function firstFolder(countOf: (folder: Folder) => number): Folder {
  return WORK.find((folder) => countOf(folder) > 0) ?? 'open'
}

/** A folder as one looks at it. */
export type ShownFolder = {
  readonly folder: Folder
  readonly sort: TicketSort
  /** Of what ends only what ends so. */
  readonly deadlineKind: DeadlineKind | undefined
}

/** It as it stands in the address, which tells only what differs from the folder's own. */
export function searchOf({ folder, sort, deadlineKind }: ShownFolder): TicketsSearch {
  return { ...(sort === ownSort(folder) ? {} : { sort }), ...(deadlineKind === undefined ? {} : { deadlineKind }) }
}

/** Whether one may look at a kind of what ends. */
export function isOfEnds(folder: Folder): boolean {
  return FOLDER_CONTENTS[folder].ends !== undefined
}

/** What ends first stands first where the end is the point. */
export function ownSort(folder: Folder): TicketSort {
  return folder === 'ending-soon' || folder === 'before-back' ? 'expiring' : 'activity'
}

export function folderNamed(text: string): (typeof FOLDERS)[number] {
  const all = FOLDERS.find((each) => each.folder === 'all')
  const found = FOLDERS.find((each) => each.folder === text) ?? all
  if (found === undefined) {
    throw new Error(`No folder "${text}", and no "all" to fall back on`)
  }
  return found
}
