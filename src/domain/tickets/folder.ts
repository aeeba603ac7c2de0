/** The folders of the ticket list, in the order they are shown. */
export const FOLDERS = ['ending-soon', 'my', 'unassigned', 'open', 'all', 'solved', 'closed', 'spam', 'deleted'] as const
export type Folder = (typeof FOLDERS)[number]
