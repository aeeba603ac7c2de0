import { sql, type RawBuilder } from 'kysely'
import type { SendFailure } from '#domain/acts/outcome.ts'
import type { ReplyMode } from '#domain/messaging-policy/reply-mode.ts'
import type { TicketId } from '#domain/ids.ts'
import { shownState } from '#domain/entries/shown-state.ts'
import type { Saw } from '#domain/acts/sight.ts'
import type { MessageState } from '#domain/acts/state.ts'
import type { Note } from '#domain/notes/note.ts'
import type { TicketChange } from '#domain/tickets/change.ts'
import { noteOf } from './notes.ts'
import { NO_FILES, type Files } from './said-files.ts'
import { recordOf, SAID, SAID_IN_SHORT, saidBy, textOf, unsaid, type Said, type SaidRow } from './said.ts'
import { setAsideIn, setAsideOf, type SetAside, type SetAsideRow } from './set-aside.ts'

/** One line of a conversation: what was said, what only colleagues said, what was done with the ticket, what else happened, what is not understood yet. */
export type Line = {
  readonly id: string
  /** Undefined where the Page alone speaks, or the channel makes no tickets of what is said: that is nobody's work. */
  readonly ticketId: TicketId | undefined
  readonly at: Date
} & LineContent

type LineContent = SaidLine | ChangeLine | NoteLine | NotUnderstood

/** What stands in a ticket's row, too. */
export type SaidLine = CustomerMessage | OurMessage | InternalComment

export type CustomerMessage = Said & { readonly line: 'customer-message' }

export type OurMessage = Said & {
  readonly line: 'our-message'
  readonly author: Colleague | Elsewhere
  readonly state: MessageState
  readonly stateAt: Date
  readonly failure: SendFailure | undefined
  readonly way: Way
  readonly mode: ReplyMode
  readonly series: InSeries | undefined
  readonly setAside: SetAside | undefined
  /** Until then whoever sent it may take it back. */
  readonly heldUntil: Date | undefined
}

/** What is known of what is not there yet. */
export type Way = {
  /** Of what nobody confirmed: what the desk saw when it looked last. */
  readonly looked: { readonly times: number; readonly at: Date; readonly saw: Saw } | undefined
  /** The message that somebody sent in its place. */
  readonly sentAgainAs: string | undefined
  /** Of what waits: it is not tried before. */
  readonly nextTryAt: Date | undefined
}

/** Its place among the messages that say one text. `isPassed`: what is behind it goes without it. */
type InSeries = { readonly id: string; readonly place: number; readonly size: number; readonly isPassed: boolean }

type InternalComment = { readonly line: 'internal-comment'; readonly text: string; readonly author: Colleague }
type ChangeLine = { readonly line: 'ticket-change'; readonly author: Colleague; readonly change: TicketChange }
/** `files`: its picture, at the first place, where it is one of an ad. */
type NoteLine = { readonly line: 'note'; readonly note: Note; readonly files: Files }
type NotUnderstood = { readonly line: 'not-understood'; readonly label: string }

export type Colleague = { readonly kind: 'member'; readonly id: string | undefined; readonly name: string | undefined }
/** Written outside the desk, by the app that the channel names. */
export type Elsewhere = { readonly kind: 'elsewhere'; readonly appId: string | undefined; readonly appName: string | undefined }

/** What a query selects of a line's content. */
export type ContentRow = SaidRow & {
  readonly kind: string
  readonly author_kind: string
  readonly author_id: string | null
  readonly author_name: string | null
  readonly at: Date
  readonly state: string | null
  readonly state_at: Date | null
  readonly echoed_at: Date | null
  readonly delivered_at: Date | null
  readonly delivered_until: Date | null
  readonly read_until: Date | null
  readonly failure: unknown
  readonly way: WayRow | null
  /** As what it is said, where that is not `response`. */
  readonly mode: string | null
  readonly series: InSeries | null
  readonly set_aside: SetAsideRow | null
  readonly held_until: Date | null
}

/** Of what no act of ours says, or is there, null. */
type WayRow = {
  readonly looks: number
  readonly lookedAt: string | null
  readonly saw: Saw | null
  readonly sentAgainAs: string | null
  readonly notBefore: string | null
}

export type LineRow = ContentRow & {
  readonly line: 'message' | 'internal-comment' | 'ticket-change' | 'note' | 'not-understood'
  readonly id: string
  readonly ticket_id: string | null
}

/**
 * Decides between lines of one moment, the same for ever: a message from outside goes by its name at the channel, whichever came first;
 * what the desk wrote goes by its id. Compared byte by byte, so that no collation of another system turns it round.
 */
export const MESSAGE_TIE = sql`(case when m.author_kind = 'member' then m.id::text else coalesce(m.external_id, m.id::text) end) collate "C"`

/** Entries with the acts that say ours and the marks of their conversations, which tell how far these came. */
export const MESSAGES = messages(
  sql`entries m join conversations marked on marked.workspace_id = m.workspace_id and marked.id = m.conversation_id`,
)

/** `marked`: entries `m` with the marks of their conversations, from wherever these are known. */
export function messages(marked: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${marked} left join acts saying on saying.workspace_id = m.workspace_id and saying.entry_id = m.id and saying.kind = 'say'`
}

const WAY = sql`case when saying.state in ('queued', 'failed', 'unconfirmed') then jsonb_build_object(
  'looks', saying.looks, 'lookedAt', saying.looked_at, 'saw', saying.looked_saw, 'sentAgainAs', saying.sent_again_as, 'notBefore', saying.not_before) end`
const HELD = sql`case when saying.state = 'queued' and saying.tries = 0 then saying.held_until end as held_until`

const SERIES = sql`case when saying.series_id is not null then jsonb_build_object(
  'id', saying.series_id, 'place', saying.series_place, 'size', saying.series_size, 'isPassed', saying.passed_at is not null) end as series`

/** An entry as a line, for queries of `MESSAGES`. Each part of a union selects the same columns in the same order. */
export const MESSAGE_LINE: RawBuilder<unknown> = messageLine(SAID)
/** The same for the row of a list. */
export const MESSAGE_ROW: RawBuilder<unknown> = messageLine(SAID_IN_SHORT)

function messageLine(said: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`'message' as line, m.id, m.ticket_id, m.occurred_at as at, ${MESSAGE_TIE} as tie, '' as kind, m.author_kind, m.author_id,
  saying.state, saying.state_at, m.echoed_at, m.delivered_at, marked.delivered_until, marked.read_until, saying.failure, ${WAY} as way, saying.body ->> 'mode' as mode, ${SERIES}, ${HELD}, ${setAsideIn('saying')} as set_aside, ${said}`
}

/** The columns of a line that only what we sent has. */
const NOT_SENT = sql`null as state, null::timestamptz as state_at, null::timestamptz as echoed_at, null::timestamptz as delivered_at,
  null::timestamptz as delivered_until, null::timestamptz as read_until, null::jsonb as failure, null::jsonb as way, null as mode, null::jsonb as series, null::timestamptz as held_until, null::jsonb as set_aside`

/** An internal comment as a line, for queries that call internal comments `c`. */
export const COMMENT_LINE: RawBuilder<unknown> = sql`'internal-comment' as line, c.id, c.ticket_id, c.written_at as at, c.id::text collate "C" as tie,
  '' as kind, 'member' as author_kind, c.author_id, ${NOT_SENT}, ${unsaid(sql`c.text`)}`

/** A change of a ticket as a line, for queries that call ticket changes `h`. */
export const CHANGE_LINE: RawBuilder<unknown> = sql`'ticket-change' as line, h.id, h.ticket_id, h.changed_at as at, h.id::text collate "C" as tie,
  h.kind, 'member' as author_kind, h.actor_id as author_id, ${NOT_SENT}, ${unsaid(sql`''`, sql`h.change`)}`

/** A note of the conversation as a line of a ticket, for queries that call notes `n`. */
export function noteLine(ticketId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`'note' as line, n.id, ${ticketId} as ticket_id, n.occurred_at as at, encode(n.digest, 'hex') collate "C" as tie,
    n.what as kind, '' as author_kind, null::uuid as author_id, ${NOT_SENT}, ${unsaid(sql`''`, sql`n.detail`)}`
}

/** What is not understood yet as a line of a ticket, for queries that call it `r`. */
export function pieceLine(ticketId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`'not-understood' as line, r.id, ${ticketId} as ticket_id, r.occurred_at as at, encode(r.digest, 'hex') collate "C" as tie,
    '' as kind, '' as author_kind, null::uuid as author_id, ${NOT_SENT}, ${unsaid(sql`r.label`)}`
}

export function lineOf(row: LineRow): Line {
  return { id: row.id, ticketId: (row.ticket_id ?? undefined) as TicketId | undefined, at: row.at, ...contentOf(row) }
}

function contentOf(row: LineRow): LineContent {
  switch (row.line) {
    case 'message':
      return messageOf(row)
    case 'internal-comment':
      return { line: 'internal-comment', text: row.text, author: colleagueOf(row) }
    case 'ticket-change':
      return { line: 'ticket-change', author: colleagueOf(row), change: { kind: row.kind, ...recordOf(row.detail) } as TicketChange }
    case 'note':
      return { line: 'note', note: noteOf(row.kind as Note['what'], row.detail), files: NO_FILES }
    case 'not-understood':
      return { line: 'not-understood', label: row.text }
  }
}

export function messageOf(row: ContentRow): CustomerMessage | OurMessage {
  const said = saidBy(row)
  if (row.author_kind === 'client') {
    return { line: 'customer-message', ...said }
  }
  return {
    line: 'our-message',
    ...said,
    author: row.author_kind === 'member' ? colleagueOf(row) : elsewhereOf(said.detail),
    ...sentOf(row),
    failure: (row.failure ?? undefined) as SendFailure | undefined,
    way: wayOf(row.way),
    mode: (row.mode ?? 'response') as ReplyMode,
    series: row.series ?? undefined,
    setAside: setAsideOf(row.set_aside),
    heldUntil: row.held_until ?? undefined,
  }
}

function wayOf(row: WayRow | null): Way {
  const looked = row?.lookedAt && row.saw ? { times: row.looks, at: new Date(row.lookedAt), saw: row.saw } : undefined
  const nextTryAt = row?.notBefore ? new Date(row.notBefore) : undefined
  return { looked, sentAgainAs: row?.sentAgainAs ?? undefined, nextTryAt }
}

function sentOf(row: ContentRow): { readonly state: MessageState; readonly stateAt: Date } {
  const sent = {
    // Written elsewhere: no act of ours says it, and it was said when it was written.
    state: (row.state ?? 'sent') as MessageState,
    stateAt: row.state_at ?? row.at,
    writtenAt: row.at,
    echoedAt: row.echoed_at ?? undefined,
    deliveredAt: row.delivered_at ?? undefined,
  }
  const { state, at } = shownState(sent, { deliveredUntil: row.delivered_until ?? undefined, readUntil: row.read_until ?? undefined })
  return { state, stateAt: at }
}

export function colleagueOf({ author_id, author_name }: Pick<ContentRow, 'author_id' | 'author_name'>): Colleague {
  return { kind: 'member', id: author_id ?? undefined, name: author_name ?? undefined }
}

function elsewhereOf(detail: Said['detail']): Elsewhere {
  return { kind: 'elsewhere', appId: textOf(detail?.['appId']), appName: textOf(detail?.['appName']) }
}
