import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { CUSTOMERS, FULL_PAGE } from '#test/cast.ts'
import { startConnectedDesk } from '#test/connected-desk.ts'
import { createTestDatabase } from '#test/database.ts'

const PATIENT = { timeout: 90_000, interval: 100 }
const MESSAGES = 15_000

/** A desk with one conversation that is long, so that its deletion takes a while. */
async function openLongChannel() {
  const database = await createTestDatabase()
  onTestFinished(database.close)
  const desk = await startConnectedDesk({ DATABASE_URL: database.url })
  onTestFinished(desk.close)
  await desk.write(CUSTOMERS[0] ?? '', 'The first')
  const entries = async () => Number((await sql<{ n: string }>`select count(*) as n from entries`.execute(database.db)).rows[0]?.n)
  await expect.poll(entries, PATIENT).toBe(1)
  await sql`
    insert into entries (workspace_id, id, channel_id, conversation_id, ticket_id, thing, external_id, author_kind, text, occurred_at, created_at)
    select e.workspace_id, gen_random_uuid(), e.channel_id, e.conversation_id, e.ticket_id, 'message', 'm' || n, 'client', 'Again', now(), now()
      from entries e cross join generate_series(1, ${MESSAGES}::int) as n`.execute(database.db)
  return { desk, database, entries }
}

test(
  'kill -9 while a channel is being deleted: the desk goes on where it stopped, and in the end nothing is left but the line that says so',
  { timeout: 240_000 },
  async () => {
    const { desk, database, entries } = await openLongChannel()
    const [{ id }] = (await desk.api('GET /channels')).channels
    await desk.api(`DELETE /channels/${id}`, { body: { name: 'Morawska Garden Studio' } })
    const seen = [await entries()]
    while (seen.length < 3 && (seen.at(-1) ?? 0) > 0) {
      await expect.poll(entries, PATIENT).toBeLessThan(seen.at(-1) ?? 0)
      await desk.kill()
      seen.push(await entries())
      // Nothing goes on while nobody is there.
      expect(await entries()).toBe(seen.at(-1))
      await desk.start()
    }
    expect(seen.length).toBe(3)
    await expect.poll(async () => (await desk.api('GET /channels')).channels, PATIENT).toEqual([])
    expect(await entries()).toBe(0)
    expect((await desk.api('GET /deleted-channels')).channels).toMatchObject([
      { channelId: id, pageId: FULL_PAGE, name: 'Morawska Garden Studio', tickets: 1, messages: MESSAGES + 1 },
    ])
    expect((await desk.api('GET /tickets?limit=100')).tickets).toEqual([])
    // The Page is free: it is connected as another channel, and hears.
    await desk.connectPage()
    await desk.write(CUSTOMERS[0] ?? '', 'Hello again')
    await expect.poll(async () => (await desk.api('GET /tickets?limit=100')).tickets.length, PATIENT).toBe(1)
    const [again] = (await desk.api('GET /channels')).channels
    expect(again.id).not.toBe(id)
    expect((await sql`select from facebook_deliveries where received_at < ${again.connectedAt}`.execute(database.db)).rows).toEqual([])
  },
)
