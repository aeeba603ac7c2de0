import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { expect, onTestFinished, test } from 'vitest'
import { startDeadlineWatch } from '#jobs/deadline-watch.ts'
import type { Watch } from '#jobs/watch.ts'
import { createTestDatabase } from '#test/database.ts'
import { bareDesk } from '../../../bench/bare-desk.ts'

const FOLDER = new URL('./', import.meta.url)
const FILES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.sql'))
  .toSorted()
const HERE = FILES.indexOf('0051_keep_deadlines_on_tickets.sql')
const TICKETS = 600

/** What a desk of before has, in turn: how a ticket stands, when somebody wrote in it last, and what ends next in it. */
const KINDS = [
  ['direct', 'open', '14 hours', 'reply-window'],
  ['direct', 'open', '3 days', 'human-agent'],
  ['direct', 'new', '20 days', null],
  ['comments', 'open', '1 day', 'private-reply'],
  ['comments', 'pending', '10 days', null],
  ['comments', 'closed', '1 day', null],
] as const

/** A desk as it was before deadlines, brought up to today; and the watch that follows the clock. */
async function openUpdated() {
  const { db, close } = await createTestDatabase()
  onTestFinished(close)
  const run = async (files: readonly string[]) => {
    for (const file of files) {
      await sql.raw(readFileSync(new URL(file, FOLDER), 'utf8')).execute(db)
    }
  }
  await sql.raw('drop schema public cascade; create schema public').execute(db)
  await run(FILES.slice(0, HERE))
  const [ws, channel] = [v7(), v7()]
  await sql`insert into workspaces (id, name, slug) values (${ws}, 'Lindqvist Cycles', 'lindqvist')`.execute(db)
  await sql`insert into extensions (workspace_id, name, enabled_at, changed_by, changed_at) values (${ws}, 'facebook', now(), ${v7()}, now())`.execute(
    db,
  )
  await sql`insert into channels (workspace_id, id, kind, name, external_id, state, created_at) values (${ws}, ${channel}, 'facebook', 'A Page', '1', 'connected', now())`.execute(
    db,
  )
  await sql`
    insert into page_allowances (workspace_id, channel_id, allowance, allowed_since, changed_by, changed_at)
    values (${ws}, ${channel}, 'human-agent', now(), ${v7()}, now())`.execute(db)
  await sql`
    create table old as
    select gen_random_uuid() as id, gen_random_uuid() as conversation_id, gen_random_uuid() as client_id, n, (${JSON.stringify(KINDS)}::jsonb) -> (n % 6) as kind
      from generate_series(1, ${TICKETS}::int) n`.execute(db)
  await sql`insert into clients (workspace_id, id, created_at) select ${ws}, client_id, now() from old`.execute(db)
  await sql`
    insert into conversations (workspace_id, id, channel_id, client_id, subject, subject_key, window_opens_at, window_closes_at, window_reason, created_at)
    select ${ws}, conversation_id, ${channel}, client_id,
           case when is_direct then jsonb_build_object('kind', 'direct', 'personId', n::text) else jsonb_build_object('kind', 'comments', 'postId', '9', 'rootId', n::text) end,
           case when is_direct then 'direct:' || n else 'comments:9/' || n end, case when is_direct then at end,
           case when is_direct then at + interval '24 hours' end, case when is_direct then 'message' end, at
      from old cross join lateral (select kind ->> 0 = 'direct' as is_direct, now() - (kind ->> 2)::interval as at) told`.execute(db)
  await sql`
    insert into tickets (workspace_id, id, number, channel_id, conversation_id, client_id, status, decided_status, last_activity_at, created_at, closed_at, window_closes_at)
    select ${ws}, old.id, n, ${channel}, conversation_id, old.client_id, kind ->> 1, kind ->> 1, co.created_at, co.created_at,
           case when kind ->> 1 = 'closed' then now() end, co.window_closes_at
      from old join conversations co on co.id = conversation_id`.execute(db)
  await sql`
    insert into entries (workspace_id, id, ticket_id, conversation_id, channel_id, thing, external_id, text, author_kind, occurred_at, created_at, content_at)
    select ${ws}, gen_random_uuid(), old.id, conversation_id, ${channel}, case when kind ->> 0 = 'direct' then 'message' else 'comment' end, 'm_' || n, 'Is it open?',
           'client', co.created_at, co.created_at, co.created_at
      from old join conversations co on co.id = conversation_id`.execute(db)
  await sql`drop table old`.execute(db)
  await run(FILES.slice(HERE))
  const failures: unknown[] = []
  const start = (): Watch =>
    startDeadlineWatch({
      desk: bareDesk(db),
      tools: { publicUrl: 'http://desk.test', isSmtpConfigured: false },
      onFailure: (error) => void failures.push(error),
    })
  const kept = async () => {
    const { rows } = await sql<{ n: number; at: string | null; kind: string | null; doubted: boolean }>`
      select number::int as n, round(extract(epoch from deadline_at - created_at) / 3600)::text as at, deadline_kind as kind,
             deadline_at <= now() and status <> 'closed' as doubted
        from tickets order by number`.execute(db)
    return rows
  }
  return { start, kept, failures }
}

const HOURS = { 'reply-window': '24', 'human-agent': '168', 'private-reply': '168' } as const

test('every ticket of before holds what ends next in it as soon as somebody looks, of all three kinds', async () => {
  const { start, kept, failures } = await openUpdated()
  const watch = start()
  await watch.look()
  await watch.stop()
  expect(failures).toEqual([])
  const expected = Array.from({ length: TICKETS }, (_none, index) => {
    const kind = KINDS[(index + 1) % KINDS.length]?.[3] ?? null
    return [index + 1, kind, kind && HOURS[kind]]
  })
  expect((await kept()).map(({ n, kind, at }) => [n, kind, at])).toEqual(expected)
})

test('who stops the desk meanwhile does not wait for all of them', async () => {
  const { start, kept } = await openUpdated()
  await start().stop()
  expect((await kept()).filter(({ doubted }) => doubted).length).toBe((TICKETS / 6) * 4 - 200)
})
