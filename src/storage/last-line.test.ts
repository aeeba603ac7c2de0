import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import type { InternalCommentId, TicketId, UserId } from '#domain/ids.ts'
import { openIntakeDesk, textFrom, writeOwnReply, type IntakeDesk } from '#test/intake-desk.ts'
import { insertInternalComment } from './internal-comments.ts'
import { newestLines } from './timeline.ts'
import { readTicket } from './tickets/read.ts'

const NOON = Date.UTC(2026, 10, 20, 12)

async function openTicket(): Promise<{ readonly desk: IntakeDesk; readonly ticketId: TicketId }> {
  const desk = await openIntakeDesk()
  await desk.hear(textFrom({ mid: 'm_first', at: NOON }))
  const { id } = await desk.desk.db.selectFrom('tickets').select('id').executeTakeFirstOrThrow()
  return { desk, ticketId: id as TicketId }
}

async function comment({ desk, workspaceId }: IntakeDesk, ticketId: TicketId, at: number): Promise<void> {
  const told = { workspaceId, ticketId, at: new Date(at), text: 'She called', authorId: v7() as UserId }
  await desk.db.transaction().execute(async (tx) => await insertInternalComment(tx, { ...told, id: v7() as InternalCommentId }))
}

/** What the row shows, and the last line that says something of the open conversation. */
async function bothOf({ desk, workspaceId }: IntakeDesk, ticketId: TicketId) {
  const [ticket, lines] = [
    await readTicket(desk.db, workspaceId, ticketId),
    await newestLines(desk.db, workspaceId, { ticketId, limit: 50, before: undefined }),
  ]
  const last = lines.find((line) => line.line === 'customer-message' || line.line === 'our-message' || line.line === 'internal-comment')
  const brief = (line: { readonly line: string; readonly text?: string } | undefined) => line && { line: line.line, text: line.text }
  return [brief(ticket?.lastLine), brief(last)]
}

test('the row of a ticket shows its newest message or internal comment, whichever came last', async () => {
  const { desk, ticketId } = await openTicket()
  const said = { line: 'customer-message', text: 'Hello' }
  const noted = { line: 'internal-comment', text: 'She called' }
  const [first] = await bothOf(desk, ticketId)
  expect(first?.line).toBe(said.line)
  await comment(desk, ticketId, NOON - 1)
  expect((await bothOf(desk, ticketId))[0]).toEqual(first)
  await comment(desk, ticketId, NOON + 1)
  expect((await bothOf(desk, ticketId))[0]).toEqual(noted)
  await desk.hear(textFrom({ mid: 'm_second', at: NOON + 2 }))
  expect((await bothOf(desk, ticketId))[0]?.line).toBe(said.line)
})

test('of what was said in one moment the row shows what the conversation shows last', async () => {
  const { desk, ticketId } = await openTicket()
  for (let times = 0; times < 6; times += 1) {
    await (times % 2 === 0 ? comment(desk, ticketId, NOON + 5) : writeOwnReply(desk, { at: new Date(NOON + 5) }))
    const [row, last] = await bothOf(desk, ticketId)
    expect(row).toEqual(last)
  }
})
