import { sql } from 'kysely'
import { COUNT_UP_TO, FOLDER_CONTENTS, FOLDERS, type Folder } from '#domain/tickets/folder.ts'
import { STATUSES_IN_WORK, type TicketStatus } from '#domain/tickets/status.ts'
import type { Db } from '../database.ts'
import { prepared } from '../prepared.ts'
import { liesIn, unsettledTickets, type FolderQuestion } from './folders.ts'

export type Counts = {
  readonly folders: readonly { readonly folder: Folder; readonly count: number }[]
  /** Tickets in which a customer waits for our answer. */
  readonly unansweredTickets: number
}

/**
 * The numbers of all folders in one look. Each status of a folder is counted along the folder's index up to a thousand; the
 * folders that hold whatever has their statuses share those counts.
 */
export async function countFolders(db: Db, question: FolderQuestion): Promise<Counts> {
  const narrowed = FOLDERS.filter(isNarrowed)
  const parts = [
    ...narrowed.map((folder) =>
      FOLDER_CONTENTS[folder].unsettled
        ? countUnsettled(folder, question)
        : countByStatus(folder, FOLDER_CONTENTS[folder].statuses, liesIn(folder, question)),
    ),
    countByStatus('all', FOLDER_CONTENTS.all.statuses, liesIn('all', question)),
    countByStatus('unanswered', STATUSES_IN_WORK, sql`${liesIn('all', question)} and t.unanswered_count > 0`),
  ]
  const { rows } = await sql<Part>`${prepared}${sql.join(parts, sql` union all `)}`.execute(db)
  const sum = (counted: Part['counted'], statuses: readonly TicketStatus[]): number =>
    Math.min(
      COUNT_UP_TO,
      rows.reduce(
        (total, part) =>
          part.counted === counted && (part.status === null || statuses.includes(part.status)) ? total + part.count : total,
        0,
      ),
    )
  return {
    folders: FOLDERS.map((folder) => ({ folder, count: sum(isNarrowed(folder) ? folder : 'all', FOLDER_CONTENTS[folder].statuses) })),
    unansweredTickets: sum('unanswered', STATUSES_IN_WORK),
  }
}

type Part = { readonly counted: Folder | 'unanswered'; readonly status: TicketStatus | null; readonly count: number }

/** More decides than the status. */
function isNarrowed(folder: Folder): boolean {
  const { assignee, ends, unsettled } = FOLDER_CONTENTS[folder]
  return assignee !== undefined || ends !== undefined || unsettled !== undefined
}

function countUnsettled(folder: Folder, question: FolderQuestion) {
  return sql`
    select ${folder}::text as counted, null::text as status, (
             select count(*) from (select from ${unsettledTickets(folder, question)} limit ${COUNT_UP_TO}) first_ones
           ) as count`
}

function countByStatus(counted: Part['counted'], statuses: readonly TicketStatus[], which: ReturnType<typeof liesIn>) {
  return sql`
    select ${counted}::text as counted, s.status, (
             select count(*) from (select from tickets t where ${which} and t.status = s.status limit ${COUNT_UP_TO}) first_ones
           ) as count
      from unnest(${[...statuses]}::text[]) as s(status)`
}
