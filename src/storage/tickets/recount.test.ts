import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { nodesOf, plansOf } from '#test/plans.ts'
import { openSendingDesk } from '#test/sending-desk.ts'
import type { Db } from '../database.ts'
import { recountTickets } from './recount.ts'

test('what awaits an answer is counted along the ticket, though thousands of replies wait and none was ever sent', async () => {
  const { intake, desk, reply, ticketId } = await openSendingDesk()
  const { workspaceId } = intake
  await reply('On its way')
  await repeatWaiting(desk.db, 3000)
  const plans = await plansOf(intake.database, (db) =>
    db.transaction().execute((tx) => recountTickets(tx, { workspaceId, ticketIds: [ticketId], now: desk.now() })),
  )
  const ofActs = plans.flatMap(nodesOf).filter((node) => node['Relation Name'] === 'acts' && node['Actual Loops'] > 0)
  expect(new Set(ofActs.map((node) => node['Index Name']))).toEqual(new Set(['acts_saying']))
})

/** The one reply that waits, so many times more, as the planner knows then. */
async function repeatWaiting(db: Db, count: number): Promise<void> {
  await sql`create table told as select gen_random_uuid() as entry_id, gen_random_uuid() as act_id from generate_series(1, ${count}::int)`.execute(
    db,
  )
  await sql`
    insert into entries overriding user value
    select (jsonb_populate_record(e, jsonb_build_object('id', told.entry_id))).* from told, entries e where e.author_kind = 'member'`.execute(
    db,
  )
  await sql`
    insert into acts
    select (jsonb_populate_record(a, jsonb_build_object('id', told.act_id, 'entry_id', told.entry_id))).* from told, acts a`.execute(db)
  await sql`analyze`.execute(db)
}
