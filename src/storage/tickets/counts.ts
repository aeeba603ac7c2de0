import { sql, type RawBuilder } from 'kysely'
import { DEADLINE_KINDS, type DeadlineKind } from '#domain/messaging-policy/deadline.ts'
import { COUNT_UP_TO, FOLDER_CONTENTS, FOLDERS, type Folder } from '#domain/tickets/folder.ts'
import { STATUSES_IN_WORK, type TicketStatus } from '#domain/tickets/status.ts'
import type { Db } from '../database.ts'
import { prepared } from '../prepared.ts'
import { draftedTickets } from './drafted.ts'
import { liesIn, unsettledTickets, type FolderQuestion } from './folders.ts'

export type CountedFolder = {
  readonly folder: Folder
  readonly count: number
  /** Of a folder of what ends: how many of each kind. */
  readonly kinds: readonly { readonly kind: DeadlineKind; readonly count: number }[] | undefined
}

export type Counts = {
  readonly folders: readonly CountedFolder[]
  /** Tickets in which a customer waits for our answer. */
  readonly unansweredTickets: number
}

/**
 * The numbers of all folders in one look. Each status of a folder is counted along the folder's index up to a thousand, in a folder of what ends each
 * kind of it for itself; the folders that hold whatever has their statuses share those counts.
 */
export async function countFolders(db: Db, question: FolderQuestion): Promise<Counts> {
  const parts = [
    ...FOLDERS.filter(isNarrowed).flatMap((folder) => partsOf(folder, question)),
    countByStatus({ counted: 'all', statuses: FOLDER_CONTENTS.all.statuses, which: liesIn('all', question) }),
    countByStatus({
      counted: 'unanswered',
      statuses: STATUSES_IN_WORK,
      which: sql`${liesIn('all', question)} and t.unanswered_count > 0`,
    }),
  ]
  const { rows } = await sql<Part>`${prepared}${sql.join(parts, sql` union all `)}`.execute(db)
  const sum = (counted: Part['counted'], statuses: readonly TicketStatus[], kind?: DeadlineKind): number => {
    const summed = rows.filter(
      (part) =>
        part.counted === counted && (part.status === null || statuses.includes(part.status)) && (kind === undefined || part.kind === kind),
    )
    return Math.min(
      COUNT_UP_TO,
      summed.reduce((total, { count }) => total + count, 0),
    )
  }
  return {
    folders: FOLDERS.map((folder) => {
      const { statuses, ends } = FOLDER_CONTENTS[folder]
      return {
        folder,
        count: sum(isNarrowed(folder) ? folder : 'all', statuses),
        kinds: ends && DEADLINE_KINDS.map((kind) => ({ kind, count: sum(folder, statuses, kind) })),
      }
    }),
    unansweredTickets: sum('unanswered', STATUSES_IN_WORK),
  }
}

type Part = {
  readonly counted: Folder | 'unanswered'
  readonly status: TicketStatus | null
  readonly kind: DeadlineKind | null
  readonly count: number
}

/** More decides than the status. */
function isNarrowed(folder: Folder): boolean {
  const { assignee, ends, unsettled, drafted } = FOLDER_CONTENTS[folder]
  return assignee !== undefined || ends !== undefined || unsettled !== undefined || drafted !== undefined
}

function partsOf(folder: Folder, question: FolderQuestion): readonly RawBuilder<unknown>[] {
  const { statuses, ends } = FOLDER_CONTENTS[folder]
  const listed = listedApart(folder, question)
  if (listed) {
    return [countApart(folder, listed)]
  }
  const kinds = ends ? DEADLINE_KINDS : [undefined]
  return kinds.map((kind) => countByStatus({ counted: folder, statuses, which: liesIn(folder, { ...question, deadlineKind: kind }), kind }))
}

/** Where a folder's tickets are found by something else than themselves. */
function listedApart(folder: Folder, question: FolderQuestion): RawBuilder<unknown> | undefined {
  const { unsettled, drafted } = FOLDER_CONTENTS[folder]
  if (drafted) {
    return draftedTickets(folder, question)
  }
  return unsettled && unsettledTickets(folder, question)
}

function countApart(folder: Folder, listed: RawBuilder<unknown>) {
  return sql`
    select ${folder}::text as counted, null::text as status, null::text as kind, (
             select count(*) from (select from ${listed} limit ${COUNT_UP_TO}) first_ones
           ) as count`
}

type Counting = {
  readonly counted: Part['counted']
  readonly statuses: readonly TicketStatus[]
  readonly which: ReturnType<typeof liesIn>
  readonly kind?: DeadlineKind | undefined
}

function countByStatus({ counted, statuses, which, kind }: Counting) {
  return sql`
    select ${counted}::text as counted, s.status, ${kind ?? null}::text as kind, (
             select count(*) from (select from tickets t where ${which} and t.status = s.status limit ${COUNT_UP_TO}) first_ones
           ) as count
      from unnest(${[...statuses]}::text[]) as s(status)`
}
