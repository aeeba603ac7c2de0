import { sql, type RawBuilder } from 'kysely'
import { versionsOf, type Edits, type Version } from '#domain/entries/edits.ts'
import { mentionsKept, type Mention, type Named } from '#domain/entries/mention.ts'
import type { Reaction } from '#domain/entries/reaction.ts'
import type { Part } from '#domain/entries/part.ts'
import { summaryOf, type PartInShort, type Summary } from '#domain/entries/summary.ts'
import type { ConversationId, MessageId, TicketId } from '#domain/ids.ts'
import type { PrivateReplyAnswer } from '#domain/acts/private-reply-answer.ts'
import { writerOf, type Writer } from './clients/writer.ts'
import type { Moderation } from '#domain/acts/act.ts'
import type { SendFailure } from '#domain/acts/outcome.ts'
import type { MessageState } from '#domain/acts/state.ts'
import type { Attachment } from './files/attachment-row.ts'

/** What a message says and what became of it, whoever said it. */
export type Said = {
  /** The words that stand: those of the last edit, where there is one. */
  readonly text: string
  /** Who is named in the words that stand, where that is told; nobody in the row of a list. */
  readonly mentions: readonly Mention[]
  readonly parts: readonly Part[]
  /** The files of the parts, by their places; none in the row of a list. */
  readonly files: Files
  readonly summary: Summary
  readonly quote: Quote | undefined
  /** What it said one after the other; empty where it was never edited. */
  readonly versions: readonly Version[]
  readonly reactions: readonly ShownReaction[]
  readonly afterwards: Afterwards | undefined
  readonly takenBackAt: Date | undefined
  readonly isEdited: boolean
  /** What the desk did to it, the oldest first; none in the row of a list. */
  readonly acts: readonly ActUpon[]
  /** The comment that it answered privately. */
  readonly answered: AnsweredComment | undefined
  /** Whether it can be answered privately, as the channel said when it was asked. */
  readonly privateReply: PrivateReplyAnswer | undefined
  /** Everybody on the channel reads it. */
  readonly isPublic: boolean
  /** The conversation that it stands in, where everybody reads it: a ticket of a whole post holds several. */
  readonly threadId: ConversationId | undefined
  /** From everybody but its author and the Page. */
  readonly isHidden: boolean
  /** Who of the customers wrote it, where everybody can and the channel told whom. */
  readonly writer: Writer | undefined
  /** The same by whom the channel knows, and what it calls them: none in the row of a list. */
  readonly named: Named | undefined
  /** Whether whoever wrote it is kept from the channel; undefined where the channel does not tell who that is, and in the row of a list. */
  readonly isAuthorBlocked: boolean | undefined
  /** The label of what came beside the words, or in their place, and is not understood yet. */
  readonly unread: string | undefined
  /** All that is kept of it beside, its raw form left out. */
  readonly detail: Readonly<Record<string, unknown>> | undefined
}

type AnsweredComment = { readonly ticketId: TicketId; readonly lineId: MessageId }

/** Something that was asked of the channel to be done to an entry, and what became of it. */
export type ActUpon = {
  readonly id: string
  readonly act: Moderation
  readonly state: MessageState
  readonly at: Date
  readonly by: { readonly id: string; readonly name: string | undefined }
  readonly failure: SendFailure | undefined
  /** Of a private reply: the last ticket of the private conversation. */
  readonly ticketId: TicketId | undefined
  readonly setAside: SetAside | undefined
}

/** Somebody looked after what failed, or is in doubt, and wants no more of it. By nobody: the desk itself, when what failed long ago was first listed. */
export type SetAside = { readonly at: Date; readonly by: { readonly id: string; readonly name: string | undefined } | undefined }
export type SetAsideRow = { readonly at: string; readonly byId: string | null; readonly byName: string | null }

export function setAsideOf(row: SetAsideRow | null): SetAside | undefined {
  return row ? { at: new Date(row.at), by: row.byId === null ? undefined : { id: row.byId, name: row.byName ?? undefined } } : undefined
}

type ActRow = {
  readonly id: string
  readonly kind: Moderation['kind']
  readonly body: object
  readonly state: MessageState
  readonly at: string
  readonly byId: string
  readonly byName: string | null
  readonly failure: SendFailure | null
  readonly ticketId: TicketId | null
  readonly setAside: SetAsideRow | null
}

function actOf({ id, kind, body, state, at, byId, byName, failure, ticketId, setAside }: ActRow): ActUpon {
  const act = { ...body, kind } as Moderation
  const by = { id: byId, name: byName ?? undefined }
  return {
    id,
    act,
    state,
    at: new Date(at),
    by,
    failure: failure ?? undefined,
    ticketId: ticketId ?? undefined,
    setAside: setAsideOf(setAside),
  }
}

export type Files = ReadonlyMap<number, Attachment>

type ShownReaction = Reaction & { readonly by: string; readonly at: Date }

/** What became of it since. */
type Afterwards = 'changed' | 'taken-back'

/** The message that another answers; `message` is undefined while the desk has not heard of it. */
export type Quote = { readonly message: Quoted | undefined }

export type Quoted = {
  readonly id: MessageId
  readonly ticketId: TicketId | undefined
  readonly authorKind: 'client' | 'member' | 'elsewhere'
  readonly authorId: string | undefined
  readonly authorName: string | undefined
  readonly writer: Writer | undefined
  readonly appId: string | undefined
  readonly appName: string | undefined
  readonly text: string
  readonly parts: readonly Part[]
  readonly files: Files
  readonly isTakenBack: boolean
}

/** What a query selects of what was said. */
export type SaidRow = {
  /** What stands, and what was said first. */
  readonly text: string
  readonly first_text: string | null
  readonly is_edited: boolean | null
  readonly content_at: Date | null
  readonly mentions: readonly Mention[] | null
  readonly parts: readonly Part[] | null
  readonly kinds: readonly PartInShort[] | null
  readonly edits: Edits | null
  readonly reactions: Readonly<Record<string, { readonly value?: Reaction; readonly at: string }>> | null
  readonly removed_at: Date | null
  readonly replies_to: string | null
  readonly quoted: QuotedRow | null
  readonly acts: readonly ActRow[] | null
  readonly answered: AnsweredComment | null
  readonly private_reply: PrivateReplyAnswer | null
  readonly is_public: boolean | null
  readonly thread_id: ConversationId | null
  readonly is_hidden: boolean | null
  readonly writer: Writer | null
  readonly named: Named | null
  readonly is_author_blocked: boolean | null
  readonly detail: unknown
}

type QuotedRow = {
  readonly id: MessageId
  readonly ticketId: TicketId | null
  readonly authorKind: Quoted['authorKind']
  readonly authorId: string | null
  readonly authorName: string | null
  readonly writer: Writer | null
  readonly appId: string | null
  readonly appName: string | null
  readonly text: string
  readonly parts: readonly Part[] | null
  readonly isTakenBack: boolean
}

/** What stands beside the words, since they were edited or from the beginning. */
const PARTS = partsOf('m')

function partsOf(alias: 'm' | 'q'): RawBuilder<unknown> {
  return sql`coalesce(${sql.ref(`${alias}.parts_now`)} -> 'value', ${sql.ref(`${alias}.content`)} -> 'parts')`
}

/** Of the act that a query calls so. */
export function setAsideIn(act: string): RawBuilder<unknown> {
  const [at, by] = [sql.ref(`${act}.set_aside_at`), sql.ref(`${act}.set_aside_by`)]
  return sql`case when ${at} is not null then jsonb_build_object('at', ${at}, 'byId', ${by}, 'byName', (select aside.name from users aside where aside.id = ${by})) end`
}

const ACTS = sql`(select jsonb_agg(jsonb_build_object('id', a.id, 'kind', a.kind, 'body', a.body, 'state', a.state, 'at', a.state_at, 'byId', a.by,
           'byName', (select by_user.name from users by_user where by_user.id = a.by),
           'failure', a.failure, 'setAside', ${setAsideIn('a')}, 'ticketId', (select t.id from tickets t join conversations d on d.workspace_id = t.workspace_id and d.id = t.conversation_id
                                              where d.workspace_id = a.workspace_id and d.channel_id = a.channel_id and d.subject_key = 'direct:' || (a.result ->> 'personId')
                                              order by t.number desc limit 1)) order by a.created_at, a.id)
    from acts a where a.workspace_id = m.workspace_id and a.entry_id = m.id and a.kind <> 'say')`

const ANSWERED = sql`case when m.thing = 'message' and m.author_kind = 'member' then (
    select jsonb_build_object('ticketId', answered.ticket_id, 'lineId', answered.id) from acts a
      join entries answered on answered.workspace_id = a.workspace_id and answered.id = a.entry_id and answered.ticket_id is not null
     where a.workspace_id = m.workspace_id and a.channel_id = m.channel_id and a.kind = 'say-privately' and a.result ->> 'externalId' = m.external_id limit 1) end`

const PRIVATE_REPLY = sql`(select p.answer from private_reply_answers p where p.workspace_id = m.workspace_id and p.entry_id = m.id)`

const IS_AUTHOR_BLOCKED = sql`case when m.author_kind = 'client' and m.author_external_id is not null then exists (
    select from blocked_authors b where b.workspace_id = m.workspace_id and b.channel_id = m.channel_id and b.external_id = m.author_external_id) end`

/** Who of the customers wrote it, where that is somebody whom the channel can be asked to name. */
const NAMED = sql`(select jsonb_build_object('externalId', i.external_id, 'name', i.name) from identities i
   where i.workspace_id = m.workspace_id and i.channel_id = m.channel_id and i.kind = 'author' and i.external_id = m.author_external_id
     and i.name is not null and m.thing in ('comment', 'post'))`

/** What is deleted nobody sees, so it is not told as hidden. */
const IS_HIDDEN = sql`(m.removed_at is null and coalesce(m.hidden_at >= coalesce(m.unhidden_at, '-infinity'), false))`

/** Kind by kind what a message holds, for the row of a list: the parts themselves may be many. */
const KINDS = sql`(select jsonb_agg(jsonb_build_object('kind', part -> 'kind', 'what', part -> 'what', 'name', part -> 'name', 'title', part -> 'title'))
    from jsonb_array_elements(${PARTS}) part)`

const QUOTED = sql`(select jsonb_build_object('id', q.id, 'ticketId', q.ticket_id, 'authorKind', q.author_kind, 'authorId', q.author_id,
           'authorName', (select quoted_user.name from users quoted_user where quoted_user.id = q.author_id), 'writer', ${writerOf('q')}, 'appId', q.app_id,
           'appName', q.app_name,
           'text', left(coalesce(q.edited_text, q.text), 1000), 'parts', ${partsOf('q')}, 'isTakenBack', q.removed_at is not null)
    from entries q
   where q.workspace_id = m.workspace_id and q.channel_id = m.channel_id and q.thing = m.thing and q.external_id = m.replies_to
     and q.conversation_id = m.conversation_id and q.author_kind is not null)`

const DETAIL = sql`nullif(jsonb_strip_nulls(jsonb_build_object('label', m.unread -> 'label', 'appId', m.app_id, 'appName', m.app_name)), '{}')`

/** What was said by the entry that a query calls `m`, whole. */
export const SAID: RawBuilder<unknown> = sql`coalesce(m.edited_text, m.text) as text, m.text as first_text,
  m.edited_text is not null as is_edited, m.content_at, m.content -> 'mentions' as mentions, ${PARTS} as parts, null::jsonb as kinds, m.edits, m.reactions, m.removed_at,
  m.replies_to, ${QUOTED} as quoted, ${ACTS} as acts, ${ANSWERED} as answered, ${PRIVATE_REPLY} as private_reply, m.thing <> 'message' as is_public, case when m.thing <> 'message' then m.conversation_id end as thread_id, ${IS_HIDDEN} as is_hidden, ${writerOf('m')} as writer, ${NAMED} as named, ${IS_AUTHOR_BLOCKED} as is_author_blocked, ${DETAIL} as detail`

/** The same for the row of a list: of its words the first 200 characters, and what stands beside them by kind. */
export const SAID_IN_SHORT: RawBuilder<unknown> = sql`left(coalesce(m.edited_text, m.text), 200) as text, null as first_text,
  m.edited_text is not null as is_edited, null::timestamptz as content_at, null::jsonb as mentions,
  null::jsonb as parts, ${KINDS} as kinds, null::jsonb as edits, null::jsonb as reactions,
  m.removed_at, null as replies_to, null::jsonb as quoted, null::jsonb as acts, null::jsonb as answered, null::text as private_reply, m.thing <> 'message' as is_public, case when m.thing <> 'message' then m.conversation_id end as thread_id, ${IS_HIDDEN} as is_hidden, ${writerOf('m')} as writer, null::jsonb as named, null::boolean as is_author_blocked, ${DETAIL} as detail`

/** The same columns of what is no message: words and details. */
export function unsaid(text: RawBuilder<unknown>, detail: RawBuilder<unknown> = sql`null::jsonb`): RawBuilder<unknown> {
  return sql`${text} as text, null as first_text, null::boolean as is_edited, null::timestamptz as content_at, null::jsonb as mentions, null::jsonb as parts, null::jsonb as kinds, null::jsonb as edits, null::jsonb as reactions,
    null::timestamptz as removed_at, null as replies_to, null::jsonb as quoted, null::jsonb as acts, null::jsonb as answered, null::text as private_reply, null::boolean as is_public, null::uuid as thread_id, null::boolean as is_hidden, null::jsonb as writer, null::jsonb as named, null::boolean as is_author_blocked, ${detail} as detail`
}

export const NO_FILES: Files = new Map()

export function saidBy(row: SaidRow): Said {
  const detail = row.detail === null ? undefined : recordOf(row.detail)
  const parts = row.parts ?? []
  return {
    text: row.text,
    mentions: mentionsKept({ text: row.first_text ?? row.text, mentions: row.mentions ?? [] }, row.text),
    parts,
    files: NO_FILES,
    summary: summaryOf(row.kinds ?? parts),
    quote: row.replies_to === null ? undefined : { message: row.quoted ? quotedOf(row.quoted) : undefined },
    versions: versionsIn(row),
    reactions: reactionsOf(row),
    afterwards: afterwardsOf(row),
    takenBackAt: row.removed_at ?? undefined,
    isEdited: row.is_edited === true,
    acts: (row.acts ?? []).map(actOf),
    answered: row.answered ?? undefined,
    ...saidInPublic(row),
    unread: textOf(detail?.['label']),
    detail,
  }
}

/** What only what everybody reads has. */
function saidInPublic(
  row: SaidRow,
): Pick<Said, 'privateReply' | 'isPublic' | 'threadId' | 'isHidden' | 'writer' | 'named' | 'isAuthorBlocked'> {
  return {
    privateReply: row.private_reply ?? undefined,
    isPublic: row.is_public === true,
    threadId: row.thread_id ?? undefined,
    isHidden: row.is_hidden === true,
    writer: row.writer ?? undefined,
    named: row.named ?? undefined,
    isAuthorBlocked: row.is_author_blocked ?? undefined,
  }
}

function afterwardsOf({ removed_at: removedAt, is_edited: isEdited }: SaidRow): Afterwards | undefined {
  if (removedAt !== null) {
    return 'taken-back'
  }
  return isEdited ? 'changed' : undefined
}

function versionsIn({ first_text: text, content_at: at, edits }: SaidRow): Version[] {
  return text !== null && at && edits ? versionsOf({ content: { value: { text }, at }, edits }) : []
}

/** Those that stand, by the moment in which they were set. */
function reactionsOf({ reactions }: SaidRow): ShownReaction[] {
  return Object.entries(reactions ?? {})
    .flatMap(([by, { value, at }]) => (value ? [{ ...value, by, at: new Date(at) }] : []))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.by < b.by ? -1 : 1))
}

function quotedOf(row: QuotedRow): Quoted {
  return {
    ...row,
    ticketId: row.ticketId ?? undefined,
    authorId: row.authorId ?? undefined,
    authorName: row.authorName ?? undefined,
    writer: row.writer ?? undefined,
    appId: row.appId ?? undefined,
    appName: row.appName ?? undefined,
    parts: row.parts ?? [],
    files: NO_FILES,
  }
}

export function textOf(json: unknown): string | undefined {
  return typeof json === 'string' ? json : undefined
}

export function recordOf(json: unknown): Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null ? { ...json } : {}
}
