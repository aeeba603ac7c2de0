import { nameOfModeration } from '#domain/acts/act-name.ts'
import { textOfAct } from '#domain/acts/text-of-act.ts'
import { DeskError } from '#domain/errors.ts'
import { mentionLength } from '#domain/entries/mention.ts'
import { THE_PAGE } from '#domain/entries/reaction.ts'
import type { InternalCommentId, MessageId } from '#domain/ids.ts'
import type { TicketChange } from '#domain/tickets/change.ts'
import type { Db } from '#storage/database.ts'
import type { Colleague, CustomerMessage, Elsewhere, Line as StoredLine, OurMessage, SaidLine, Way } from '#storage/lines.ts'
import type { ActUpon as ActUponLine } from '#storage/acts-upon.ts'
import type { Quote, Quoted } from '#storage/quoted.ts'
import type { Said } from '#storage/said.ts'
import type { SetAside as StoredSetAside } from '#storage/set-aside.ts'
import { readLine } from '#storage/timeline.ts'
import type { Actor } from '#desk/desk.ts'
import type { ActUpon, LastLine, Line, SetAside } from './contract.ts'
import { presentNote } from './present-note.ts'
import { presentParts, presentSummary } from './present-parts.ts'
import { viewerOf, type Viewer } from './viewer.ts'

export async function presentLineById(
  db: Db,
  actor: Pick<Actor, 'workspaceId' | 'role'>,
  id: MessageId | InternalCommentId,
): Promise<Line> {
  const line = await readLine(db, actor.workspaceId, id)
  if (!line) {
    throw new DeskError('not-found', 'There is no such message.')
  }
  return presentLine(line, viewerOf(actor))
}

const UNSENT = { state: null, stateAt: null, failure: null } as const
const NO_MORE = { detail: null, afterwards: null, ...UNSENT } as const
const SYSTEM = { kind: 'system', id: null, name: null } as const

export function presentLine(line: StoredLine, viewer: Viewer): Line {
  const placed = { id: line.id, ticketId: line.ticketId ?? null, occurredAt: line.at.toISOString() }
  switch (line.line) {
    case 'customer-message':
      return {
        ...placed,
        ...customerMessage(line),
        ...whole(line, line.id, viewer),
        mention: presentMention(line),
        isAuthorBlocked: line.isAuthorBlocked ?? null,
        ...UNSENT,
      }
    case 'our-message':
      return {
        ...placed,
        ...ourMessage(line),
        ...whole(line, line.id, viewer),
        stateAt: line.stateAt.toISOString(),
        failure: line.failure ?? null,
        ...presentWay(line.way),
        mode: line.mode,
        setAside: presentSetAside(line.setAside),
        ...presentTurn(line),
      }
    case 'internal-comment':
      return { ...placed, ...internalComment(line), ...UNSENT }
    case 'ticket-change':
      return {
        ...placed,
        ...changeLine(line.change),
        author: member(line.author),
        direction: 'system',
        text: '',
        afterwards: null,
        ...UNSENT,
      }
    case 'note':
      return {
        ...placed,
        line: line.line,
        note: presentNote(line),
        author: SYSTEM,
        direction: 'system',
        kind: 'unknown',
        text: '',
        ...NO_MORE,
      }
    case 'not-understood': {
      const { label } = line
      const words = { kind: 'unknown', text: '', detail: { label }, afterwards: null } as const
      return { ...placed, line: line.line, label, author: SYSTEM, direction: 'system', ...words, ...UNSENT }
    }
  }
}

function presentWay({ looked, sentAgainAs, nextTryAt }: Way) {
  return {
    looked: looked ? { ...looked, at: looked.at.toISOString() } : null,
    sentAgainAs: sentAgainAs ?? null,
    nextTryAt: nextTryAt?.toISOString() ?? null,
  }
}

/** When it goes, and behind which. */
function presentTurn({ series, heldUntil }: OurMessage) {
  return { series: series ?? null, heldUntil: heldUntil?.toISOString() ?? null }
}

export function presentLastLine(line: SaidLine, viewer: Viewer): LastLine {
  switch (line.line) {
    case 'customer-message':
      return { ...customerMessage(line), ...inShort(line, viewer), state: null }
    case 'our-message':
      return { ...ourMessage(line), ...inShort(line, viewer) }
    case 'internal-comment':
      return { ...internalComment(line), state: null }
  }
}

function customerMessage(line: CustomerMessage) {
  return { line: line.line, direction: 'in', ...said(line), author: customer(line) } as const
}

function presentMention({ named }: CustomerMessage) {
  return named ? { name: named.name, length: mentionLength(named) } : null
}

function ourMessage(line: OurMessage) {
  const author = line.author.kind === 'member' ? member(line.author) : elsewhere(line.author)
  return { line: line.line, direction: 'out', ...said(line), author, state: line.state } as const
}

function internalComment({ line, text, author }: Extract<SaidLine, { readonly line: 'internal-comment' }>) {
  return { line, direction: 'internal', kind: 'text', text, author: member(author), detail: null, afterwards: null } as const
}

function said({ unread, afterwards, detail }: CustomerMessage | OurMessage) {
  const kind = unread === undefined ? 'text' : 'unknown'
  return { unread: unread ?? null, afterwards: afterwards ?? null, kind, detail: detail ? { ...detail } : null } as const
}

/** Nobody but administrators reads what was taken back. */
function isWithheld({ afterwards }: Said, { readsTakenBack }: Viewer): boolean {
  return afterwards === 'taken-back' && !readsTakenBack
}

/** What a row shows. */
function inShort(said: Said, viewer: Viewer) {
  const withheld = isWithheld(said, viewer)
  return {
    text: withheld ? '' : said.text,
    summary: withheld ? [] : presentSummary(said.summary),
    isEdited: said.isEdited,
    isPublic: said.isPublic,
  }
}

function whole(said: Said, id: string, viewer: Viewer) {
  const { text, mentions, parts, files, versions, quote, reactions, takenBackAt } = said
  const withheld = isWithheld(said, viewer)
  return {
    withheld,
    takenBackAt: takenBackAt?.toISOString() ?? null,
    answeredComment: said.answered ?? null,
    privateReply: said.privateReply ?? null,
    acts: said.acts.map((act) => presentAct(act, withheld)),
    isPublic: said.isPublic,
    threadId: said.threadId ?? null,
    isHidden: said.isHidden,
    text: withheld ? '' : text,
    mentions: withheld ? [] : mentions.map(({ offset, length }) => ({ offset, length })),
    parts: withheld ? [] : presentParts(parts, { files, lineId: id }),
    edits: withheld ? [] : versions.map((version) => ({ text: version.text, at: version.at.toISOString() })),
    quote: quote ? presentQuote(quote, viewer) : null,
    reactions: reactions.map(({ by, name, emoji, at }) => ({
      by: by === THE_PAGE ? ('page' as const) : said.isPublic ? ('somebody' as const) : ('client' as const),
      reaction: name,
      emoji: emoji ?? null,
      at: at.toISOString(),
    })),
  }
}

function presentSetAside(aside: StoredSetAside | undefined): SetAside | null {
  return aside ? { at: aside.at.toISOString(), by: aside.by ? { id: aside.by.id, name: aside.by.name ?? null } : null } : null
}

function presentAct({ id, act, state, at, by, failure, ticketId, setAside }: ActUponLine, isWithheldText: boolean): ActUpon {
  return {
    id,
    act: nameOfModeration(act),
    // What an edit says is what the line said.
    text: isWithheldText && act.kind === 'edit' ? null : (textOfAct(act) ?? null),
    state,
    at: at.toISOString(),
    by: { id: by.id, name: by.name ?? null },
    failure: failure ?? null,
    ticketId: ticketId ?? null,
    setAside: presentSetAside(setAside),
  }
}

function presentQuote({ message }: Quote, { readsTakenBack }: Viewer): Extract<Line, { readonly line: 'customer-message' }>['quote'] {
  if (!message) {
    return { lineId: null, ticketId: null, externalKnown: false, author: null, text: '', parts: [] }
  }
  const withheld = message.isTakenBack && !readsTakenBack
  return {
    lineId: message.id,
    ticketId: message.ticketId ?? null,
    externalKnown: true,
    author: authorOf(message),
    text: withheld ? '' : message.text,
    parts: withheld ? [] : presentParts(message.parts, { files: message.files, lineId: message.id }),
  }
}

function authorOf({ authorKind, authorId, authorName, writer, appId, appName }: Quoted) {
  switch (authorKind) {
    case 'client':
      return customer({ writer })
    case 'member':
      return member({ kind: authorKind, id: authorId, name: authorName })
    case 'elsewhere':
      return elsewhere({ kind: authorKind, appId, appName })
  }
}

function changeLine(change: TicketChange) {
  const { kind: _kind, ...detail } = change
  switch (change.kind) {
    case 'status':
      return { line: 'status-change', kind: change.kind, detail, change: { from: change.from, to: change.to } } as const
    case 'priority':
      return { line: 'priority-change', kind: change.kind, detail, change: { from: change.from, to: change.to } } as const
    case 'type':
      return { line: 'type-change', kind: change.kind, detail, change: { from: change.from, to: change.to } } as const
    case 'assignee': {
      const { from, to, isOwn = false } = change
      return { line: 'assignee-change', kind: change.kind, detail, change: { from, to, isOwn } } as const
    }
  }
}

function customer({ writer }: Pick<Said, 'writer'>) {
  return { kind: 'client', id: writer?.clientId ?? null, name: writer?.name ?? null } as const
}

function elsewhere({ appId, appName }: Elsewhere) {
  return { kind: 'elsewhere', id: null, name: null, appId: appId ?? null, appName: appName ?? null } as const
}

function member({ id, name }: Colleague) {
  return { kind: 'member', id: id ?? null, name: name ?? null } as const
}
