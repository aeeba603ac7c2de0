import { sql, type RawBuilder } from 'kysely'
import { versionsOf, type Edits, type Version } from '#domain/entries/edits.ts'
import { mentionsKept, type Mention, type Named } from '#domain/entries/mention.ts'
import type { Reaction } from '#domain/entries/reaction.ts'
import type { Part } from '#domain/entries/part.ts'
import { summaryOf, type PartInShort, type Summary } from '#domain/entries/summary.ts'
import type { ConversationId, MessageId, TicketId } from '#domain/ids.ts'
import type { PrivateReplyAnswer } from '#domain/acts/private-reply-answer.ts'
import { ACTS_UPON, actUponOf, type ActUpon, type ActUponRow } from './acts-upon.ts'
import { writerOf, type Writer } from './clients/writer.ts'
import { QUOTED, quotedOf, type Quote, type QuotedRow } from './quoted.ts'
import { NO_FILES, partsOf, type Files } from './said-files.ts'

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

type ShownReaction = Reaction & { readonly by: string; readonly at: Date }

/** What became of it since. */
type Afterwards = 'changed' | 'taken-back'

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
  readonly acts: readonly ActUponRow[] | null
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

const PARTS = partsOf('m')

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
const KINDS = sql`(select jsonb_agg(jsonb_build_object('kind', part -> 'kind', 'what', part -> 'what', 'name', part -> 'name', 'title', coalesce(part -> 'title', part #> '{cards,0,title}')))
    from jsonb_array_elements(${PARTS}) part)`

const DETAIL = sql`nullif(jsonb_strip_nulls(jsonb_build_object('label', m.unread -> 'label', 'appId', m.app_id, 'appName', m.app_name)), '{}')`

/** What was said by the entry that a query calls `m`, whole. */
export const SAID: RawBuilder<unknown> = sql`coalesce(m.edited_text, m.text) as text, m.text as first_text,
  m.edited_text is not null as is_edited, m.content_at, m.content -> 'mentions' as mentions, ${PARTS} as parts, null::jsonb as kinds, m.edits, m.reactions, m.removed_at,
  m.replies_to, ${QUOTED} as quoted, ${ACTS_UPON} as acts, ${ANSWERED} as answered, ${PRIVATE_REPLY} as private_reply, m.thing <> 'message' as is_public, case when m.thing <> 'message' then m.conversation_id end as thread_id, ${IS_HIDDEN} as is_hidden, ${writerOf('m')} as writer, ${NAMED} as named, ${IS_AUTHOR_BLOCKED} as is_author_blocked, ${DETAIL} as detail`

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

export function saidBy(row: SaidRow): Said {
  const detail = row.detail === null ? undefined : recordOf(row.detail)
  const parts = row.parts ?? []
  return {
    text: row.text,
    mentions: mentionsKept({ text: row.first_text ?? row.text, mentions: row.mentions ?? [] }, row.text),
    parts,
    files: NO_FILES,
    summary: summaryOf(row.kinds ?? parts),
    quote: quoteIn(row),
    versions: versionsIn(row),
    reactions: reactionsOf(row),
    afterwards: afterwardsOf(row),
    takenBackAt: row.removed_at ?? undefined,
    isEdited: row.is_edited === true,
    acts: (row.acts ?? []).map(actUponOf),
    answered: row.answered ?? undefined,
    ...saidInPublic(row),
    unread: textOf(detail?.['label']),
    detail,
  }
}

/** What is answered may not be heard of yet; of what was tapped nothing is told as long as it is not. */
function quoteIn({ replies_to: name, quoted }: SaidRow): Quote | undefined {
  return name === null && quoted === null ? undefined : { message: quoted ? quotedOf(quoted) : undefined }
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

export function textOf(json: unknown): string | undefined {
  return typeof json === 'string' ? json : undefined
}

export function recordOf(json: unknown): Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null ? { ...json } : {}
}
