import { DeskError } from '#domain/errors.ts'
import type { InternalCommentId, MessageId, WorkspaceId } from '#domain/ids.ts'
import type { TicketChange } from '#domain/tickets/change.ts'
import type { Db } from '#storage/database.ts'
import type { Colleague, CustomerMessage, Elsewhere, Line as StoredLine, OurMessage, SaidLine } from '#storage/lines.ts'
import { readLine } from '#storage/timeline.ts'
import type { LastLine, Line } from './contract.ts'

export async function presentLineById(db: Db, workspaceId: WorkspaceId, id: MessageId | InternalCommentId): Promise<Line> {
  const line = await readLine(db, workspaceId, id)
  if (!line) {
    throw new DeskError('not-found', 'There is no such message.')
  }
  return presentLine(line)
}

const UNSENT = { state: null, stateAt: null, failure: null } as const
const SYSTEM = { kind: 'system', id: null, name: null } as const

const WORDS_ALONE = { withheld: false, parts: [], quote: null, edits: [], reactions: [] }
const IN_SHORT = { summary: [], isEdited: false }

export function presentLine(line: StoredLine): Line {
  const placed = { id: line.id, ticketId: line.ticketId, occurredAt: line.at.toISOString() }
  switch (line.line) {
    case 'customer-message':
      return { ...placed, ...customerMessage(line), ...WORDS_ALONE, ...UNSENT }
    case 'our-message':
      return { ...placed, ...ourMessage(line), ...WORDS_ALONE, stateAt: line.stateAt.toISOString(), failure: line.failure ?? null }
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
    case 'not-understood': {
      const { label } = line
      const words = { kind: 'unknown', text: '', detail: { label }, afterwards: null } as const
      return { ...placed, line: line.line, label, author: SYSTEM, direction: 'system', ...words, ...UNSENT }
    }
  }
}

export function presentLastLine(line: SaidLine): LastLine {
  switch (line.line) {
    case 'customer-message':
      return { ...customerMessage(line), ...IN_SHORT, state: null }
    case 'our-message':
      return { ...ourMessage(line), ...IN_SHORT }
    case 'internal-comment':
      return { ...internalComment(line), state: null }
  }
}

function customerMessage(line: CustomerMessage) {
  return { line: line.line, direction: 'in', ...said(line), author: { kind: 'client', id: null, name: null } } as const
}

function ourMessage(line: OurMessage) {
  const author = line.author.kind === 'member' ? member(line.author) : elsewhere(line.author)
  return { line: line.line, direction: 'out', ...said(line), author, state: line.state } as const
}

function internalComment({ line, text, author }: Extract<SaidLine, { readonly line: 'internal-comment' }>) {
  return { line, direction: 'internal', kind: 'text', text, author: member(author), detail: null, afterwards: null } as const
}

function said({ text, unread, afterwards, detail }: CustomerMessage | OurMessage) {
  const kind = unread === undefined ? 'text' : 'unknown'
  return { text, unread: unread ?? null, afterwards: afterwards ?? null, kind, detail: detail ? { ...detail } : null } as const
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

function elsewhere({ appId, appName }: Elsewhere) {
  return { kind: 'elsewhere', id: null, name: null, appId: appId ?? null, appName: appName ?? null } as const
}

function member({ id, name }: Colleague) {
  return { kind: 'member', id: id ?? null, name: name ?? null } as const
}
