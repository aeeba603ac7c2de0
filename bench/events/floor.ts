import type { PoolClient } from 'pg'
import { openDatabase } from '#storage/database.ts'
import { readRows, type Batch, type Insert } from './rows.ts'

/**
 * The floor of mixed events: the rows that the desk's reading left in the database of `source`, written into that of `url` in transactions
 * of the same sizes by plain SQL that knows them already. A ticket or a conversation that goes on is written once more in each transaction
 * in which something was said in it. Nothing is read, locked, compared or decided. Tells how long it took.
 */
const { url, source } = JSON.parse(process.argv[2] ?? '{}') as { url: string; source: string }
const from = openDatabase({ url: source, onIdleError: () => undefined })
const batches = await readRows(from.pool)
await from.close()

const database = openDatabase({ url, onIdleError: () => undefined })
const client = await database.pool.connect()
const begin = performance.now()
for (const batch of batches) {
  await write(client, batch)
}
const seconds = (performance.now() - begin) / 1000
client.release()
await database.close()
process.send?.({ seconds, transactions: batches.length })

async function write(tx: PoolClient, { inserts, goOn, deliveryIds }: Batch): Promise<void> {
  await tx.query('begin')
  for (const insert of inserts) {
    await put(tx, insert)
  }
  await tx.query({
    name: 'go-on-tickets',
    text: 'update tickets set unanswered_count = unanswered_count + 1, last_activity_at = now() where id = any($1::uuid[])',
    values: [goOn.tickets],
  })
  await tx.query({
    name: 'go-on-conversations',
    text: 'update conversations set window_opens_at = now() where id = any($1::uuid[]) and window_opens_at is not null',
    values: [goOn.conversations],
  })
  await tx.query({
    name: 'finish',
    text: `update facebook_deliveries set state = 'read' where received_on = (now() at time zone 'utc')::date and id = any($1::bigint[])`,
    values: [deliveryIds],
  })
  await tx.query('commit')
}

async function put(tx: PoolClient, { table, columns, values }: Insert): Promise<void> {
  await tx.query({
    name: `put-${table}`,
    text: `
      insert into ${table} (${columns.map(({ name }) => `"${name}"`).join(', ')}) overriding system value
      select ${columns.map(({ type }, index) => `n.c${index}::${type}`).join(', ')}
        from unnest(${columns.map((_, index) => `$${index + 1}::text[]`).join(', ')}) as n(${columns.map((_, index) => `c${index}`).join(', ')})`,
    values: [...values],
  })
}
