import { DeskError } from '#domain/errors.ts'
import type { InternalCommentId, MessageId, WorkspaceId } from '#domain/ids.ts'
import type { Db } from '#storage/database.ts'
import type { Line, SaidLine } from '#storage/lines.ts'
import { readLine } from '#storage/timeline.ts'
import type { Message, TicketSummary } from './contract.ts'

export async function presentLineById(db: Db, workspaceId: WorkspaceId, id: MessageId | InternalCommentId): Promise<Message> {
  const line = await readLine(db, workspaceId, id)
  if (!line) {
    throw new DeskError('not-found', 'There is no such message.')
  }
  return presentLine(line)
}

export function presentLine(line: Line): Message {
  return {
    id: line.id,
    ticketId: line.ticketId,
    occurredAt: line.at.toISOString(),
    ...contentOf(line),
    ...stateOf(line),
  }
}

export function presentLastLine(line: SaidLine | undefined): TicketSummary['lastMessage'] {
  return line ? { ...contentOf(line), state: stateOf(line).state } : null
}

type Content = Pick<Message, 'direction' | 'kind' | 'text' | 'author' | 'detail' | 'afterwards'>

function contentOf(line: Line | SaidLine): Content {
  switch (line.line) {
    case 'customer-message':
      return { direction: 'in', ...messageOf(line), author: { kind: 'client', id: null, name: null } }
    case 'our-message':
      return {
        direction: 'out',
        ...messageOf(line),
        author: line.author ? memberOf(line.author) : { kind: 'elsewhere', id: null, name: null },
      }
    case 'internal-comment':
      return { direction: 'internal', kind: 'text', text: line.text, author: memberOf(line.author), detail: null, afterwards: null }
    case 'ticket-change': {
      const { kind, ...detail } = line.change
      return { direction: 'system', kind, text: '', author: memberOf(line.author), detail, afterwards: null }
    }
    case 'not-understood':
      return {
        direction: 'system',
        kind: 'unknown',
        text: '',
        author: { kind: 'system', id: null, name: null },
        detail: { label: line.label },
        afterwards: null,
      }
  }
}

type MessageLine =
  | Extract<Line, { readonly line: 'customer-message' | 'our-message' }>
  | Exclude<SaidLine, { readonly line: 'internal-comment' }>

function messageOf({ text, unread, detail, afterwards }: MessageLine): Pick<Content, 'kind' | 'text' | 'detail' | 'afterwards'> {
  return { kind: unread === undefined ? 'text' : 'unknown', text, detail: detail ?? null, afterwards: afterwards ?? null }
}

function memberOf({ id, name }: { readonly id: string | undefined; readonly name: string | undefined }): Content['author'] {
  return { kind: 'member', id: id ?? null, name: name ?? null }
}

function stateOf(line: Line | SaidLine): Pick<Message, 'state' | 'stateAt' | 'failure'> {
  return line.line === 'our-message'
    ? { state: line.state, stateAt: line.stateAt.toISOString(), failure: line.failure ?? null }
    : { state: null, stateAt: null, failure: null }
}
