import { sql, type AliasedRawBuilder } from 'kysely'
import { colleagueOf, MESSAGE_ROW, MESSAGE_TIE, messageOf, messages, type ContentRow, type SaidLine } from './lines.ts'

/** What a row shows of a message: its words and what stands beside them in short. */
type LastMessage = Omit<ContentRow, keyof typeof NOT_IN_A_ROW | 'author_name'> & { readonly tie: string }
type LastComment = { readonly at: Date; readonly tie: string; readonly text: string; readonly author_id: string }

const NOT_IN_A_ROW = {
  kind: '',
  first_text: null,
  content_at: null,
  mentions: null,
  parts: null,
  edits: null,
  reactions: null,
  replies_to: null,
  quoted: null,
  acts: null,
  private_reply: null,
  named: null,
  is_author_blocked: null,
  answered: null,
  is_hidden: null,
  series: null,
  held_until: null,
  thread_id: null,
  way: null,
  mode: null,
  set_aside: null,
} as const

/**
 * The newest message of the ticket that a query calls `t`, in the conversation that it calls `co`; of its text the first 200 characters. For a
 * lateral join.
 */
export function lastMessage(): AliasedRawBuilder<LastMessage, 'last'> {
  return sql<LastMessage>`(select ${MESSAGE_ROW} from ${messages(NEWEST_ENTRY)})`.as('last')
}

/** The newest internal comment of the ticket, likewise. */
export function lastComment(): AliasedRawBuilder<LastComment, 'noted'> {
  return sql<LastComment>`(
    select c.written_at as at, c.id::text collate "C" as tie, left(c.text, 200) as text, c.author_id from internal_comments c
     where c.workspace_id = t.workspace_id and c.ticket_id = t.id order by c.written_at desc, c.id desc limit 1)`.as('noted')
}

/** Whether the comment is the newer of the two. */
export const IS_NOTED_LAST = sql<boolean>`noted.at is not null and coalesce((noted.at, noted.tie) > (last.at, last.tie), true)`

/** Found before anything is joined to it. */
const NEWEST_ENTRY = sql`(
  select m.* from entries m where m.workspace_id = t.workspace_id and m.ticket_id = t.id order by m.occurred_at desc, ${MESSAGE_TIE} desc limit 1) m
  cross join lateral (select co.delivered_until, co.read_until) marked`

type LastColumns = { readonly [Column in Exclude<keyof LastMessage, 'tie'> as `last_${Column}`]: LastMessage[Column] | null } & {
  readonly last_author_name: string | null
  readonly is_noted_last: boolean
  readonly noted_text: string | null
  readonly noted_by: string | null
  readonly noted_by_name: string | null
}

export function lastLineOf(row: LastColumns): SaidLine | undefined {
  if (row.is_noted_last) {
    return {
      line: 'internal-comment',
      text: row.noted_text ?? '',
      author: colleagueOf({ author_id: row.noted_by, author_name: row.noted_by_name }),
    }
  }
  const { last_at: at, last_author_kind: author_kind } = row
  if (at === null || author_kind === null) {
    return undefined
  }
  return messageOf({
    ...NOT_IN_A_ROW,
    at,
    author_kind,
    text: row.last_text ?? '',
    is_edited: row.last_is_edited,
    removed_at: row.last_removed_at,
    kinds: row.last_kinds,
    writer: row.last_writer,
    is_public: row.last_is_public,
    author_id: row.last_author_id,
    author_name: row.last_author_name,
    state: row.last_state,
    state_at: row.last_state_at,
    echoed_at: row.last_echoed_at,
    delivered_at: row.last_delivered_at,
    delivered_until: row.last_delivered_until,
    read_until: row.last_read_until,
    failure: row.last_failure,
    detail: row.last_detail,
  })
}
