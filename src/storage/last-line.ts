import { sql, type AliasedRawBuilder } from 'kysely'
import { COMMENT_ROW, MESSAGE_ROW, MESSAGE_TIE, messages, saidOf, type ContentRow, type SaidLine } from './lines.ts'

/** What a row shows of a line: its words and what stands beside them in short. */
type LastLine = Omit<ContentRow, keyof typeof NOT_IN_A_ROW> & { readonly line: 'message' | 'internal-comment' }

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
 * The newest message or internal comment of the ticket that a query calls `t`, in the conversation that it calls `co`; of its text the
 * first 200 characters. For a lateral join.
 */
export function lastLine(): AliasedRawBuilder<LastLine, 'last'> {
  return sql<LastLine>`(
    select newest.line, newest.at, newest.text, newest.is_edited, newest.removed_at, newest.kinds, newest.writer, newest.is_public, newest.author_kind, newest.author_id, u.name as author_name,
           newest.state, newest.state_at, newest.echoed_at, newest.delivered_at, newest.delivered_until, newest.read_until, newest.failure, newest.detail
      from (
        (select ${MESSAGE_ROW} from ${messages(NEWEST_ENTRY)})
        union all
        (select ${COMMENT_ROW} from internal_comments c
          where c.workspace_id = t.workspace_id and c.ticket_id = t.id order by c.written_at desc, c.id desc limit 1)
      ) newest left join users u on u.id = newest.author_id
     order by newest.at desc, newest.tie desc limit 1)`.as('last')
}

/** Found before anything is joined to it. */
const NEWEST_ENTRY = sql`(
  select m.* from entries m where m.workspace_id = t.workspace_id and m.ticket_id = t.id order by m.occurred_at desc, ${MESSAGE_TIE} desc limit 1) m
  cross join lateral (select co.delivered_until, co.read_until) marked`

type LastColumns = { readonly [Column in keyof LastLine as `last_${Column}`]: LastLine[Column] | null }

export function lastLineOf(row: LastColumns): SaidLine | undefined {
  const { last_line: line, last_at: at } = row
  if (line === null || at === null) {
    return undefined
  }
  return saidOf(line, {
    at,
    ...NOT_IN_A_ROW,
    text: row.last_text ?? '',
    is_edited: row.last_is_edited,
    removed_at: row.last_removed_at,
    kinds: row.last_kinds,
    writer: row.last_writer,
    is_public: row.last_is_public,
    author_kind: row.last_author_kind ?? '',
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
