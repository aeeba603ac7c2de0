import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { expect, onTestFinished, test } from 'vitest'
import type { TicketId, WorkspaceId } from '#domain/ids.ts'
import { createTestDatabase } from '#test/database.ts'
import { newestLines } from '../timeline.ts'

const FOLDER = new URL('./', import.meta.url)
const FILES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.sql'))
  .toSorted()
const HERE = FILES.indexOf('0018_part_comments_and_changes_from_messages.sql')

test('the internal comments and changes of an earlier version stand where they stood, by their ids', async () => {
  const { db, close } = await createTestDatabase()
  onTestFinished(close)
  const run = async (files: readonly string[]) => {
    for (const file of files) {
      await sql.raw(readFileSync(new URL(file, FOLDER), 'utf8')).execute(db)
    }
  }
  await sql.raw('drop schema public cascade; create schema public').execute(db)
  await run(FILES.slice(0, HERE))
  const [ws, channel, conversation, client, ticket, user] = [v7(), v7(), v7(), v7(), v7(), v7()]
  const said = { question: v7(), comment: v7(), status: v7(), taken: v7(), answer: v7(), elsewhere: v7() }
  await sql`insert into workspaces (id, name, slug) values (${ws}, 'Lindqvist Cycles', 'lindqvist')`.execute(db)
  await sql`insert into users (id, name, email) values (${user}, 'Anna', 'anna@example.com')`.execute(db)
  await sql`insert into channels (workspace_id, id, kind, name, state, created_at) values (${ws}, ${channel}, 'facebook', 'A Page', 'connected', now())`.execute(
    db,
  )
  await sql`insert into clients (workspace_id, id, created_at) values (${ws}, ${client}, now())`.execute(db)
  await sql`insert into conversations (workspace_id, id, channel_id, client_id, external_id, created_at)
            values (${ws}, ${conversation}, ${channel}, ${client}, '7001', now())`.execute(db)
  await sql`insert into tickets (workspace_id, id, number, kind, channel_id, conversation_id, client_id, status, last_activity_at, last_message_id, created_at)
            values (${ws}, ${ticket}, 1, 'direct', ${channel}, ${conversation}, ${client}, 'open', now(), ${said.elsewhere}, now())`.execute(
    db,
  )
  await sql`
    insert into messages (workspace_id, id, ticket_id, conversation_id, channel_id, external_id, direction, kind, text, author_kind, author_id, occurred_at,
                          created_at, state, state_at, detail)
    select ${ws}, m.*
      from (values
        (${said.question}::uuid, ${ticket}::uuid, ${conversation}::uuid, ${channel}::uuid, 'm_1', 'in', 'text', 'Open on Sunday?', 'client', null::uuid,
         '2026-11-20T12:00:00Z'::timestamptz, now(), null, null::timestamptz, null::jsonb),
        (${said.comment}, ${ticket}, null, null, null, 'internal', 'text', 'Ask Emil', 'member', ${user}, '2026-11-20T12:01:00Z', now(), null, null, null),
        (${said.status}, ${ticket}, null, null, null, 'system', 'status', '', 'member', ${user}, '2026-11-20T12:02:00Z', now(), null, null,
         '{"from": "new", "to": "pending"}'),
        (${said.taken}, ${ticket}, null, null, null, 'system', 'assignee', '', 'member', ${user}, '2026-11-20T12:03:00Z', now(), null, null,
         '{"from": null, "to": "Anna", "isOwn": true}'),
        (${said.answer}, ${ticket}, ${conversation}, ${channel}, 'm_2', 'out', 'text', 'Until two', 'member', ${user}, '2026-11-20T12:04:00Z', now(), 'read',
         '2026-11-20T12:05:00Z', null),
        (${said.elsewhere}, ${ticket}, ${conversation}, ${channel}, 'm_3', 'out', 'text', 'And on Monday', 'elsewhere', null, '2026-11-20T12:06:00Z', now(),
         'sent', '2026-11-20T12:06:00Z', '{"appId": "1"}')) m`.execute(db)

  await run(FILES.slice(HERE))

  const at = (time: string) => new Date(`2026-11-20T${time}Z`)
  const author = { id: user, name: 'Anna' }
  const lines = await newestLines(db, ws as WorkspaceId, { ticketId: ticket as TicketId, limit: 10, before: undefined })
  expect(lines.toReversed()).toMatchObject([
    { id: said.question, line: 'customer-message', text: 'Open on Sunday?', at: at('12:00:00') },
    { id: said.comment, line: 'internal-comment', text: 'Ask Emil', author, at: at('12:01:00') },
    { id: said.status, line: 'ticket-change', change: { kind: 'status', from: 'new', to: 'pending' }, author, at: at('12:02:00') },
    {
      id: said.taken,
      line: 'ticket-change',
      change: { kind: 'assignee', from: null, to: 'Anna', isOwn: true },
      author,
      at: at('12:03:00'),
    },
    { id: said.answer, line: 'our-message', text: 'Until two', author, state: 'read', stateAt: at('12:05:00'), at: at('12:04:00') },
    {
      id: said.elsewhere,
      line: 'our-message',
      text: 'And on Monday',
      author: { kind: 'elsewhere', appId: '1' },
      state: 'sent',
      at: at('12:06:00'),
    },
  ])
})
