import type { PoolClient } from 'pg'
import { countWhatGrew } from '#storage/count-what-grew.ts'
import { openDatabase } from '#storage/database.ts'
import { readRows, type Batch, type Insert } from './rows.ts'

/**
 * The floor of mixed events: the rows that the desk's reading left in the database of `source`, written into that of `url` in transactions
 * of the same sizes by plain SQL that knows them already. A ticket, a conversation, a thread or a post that goes on is written once more in each
 * transaction in which something was said in it. Nothing is read, locked, compared or decided. What
 * grew is counted as beside the desk's reader. Tells how long it took.
 */
const { url, source } = JSON.parse(process.argv[2] ?? '{}') as { url: string; source: string }
const from = openDatabase({ url: source, onIdleError: () => undefined })
const batches = await readRows(from.pool)
await from.close()

const database = openDatabase({ url, onIdleError: () => undefined })
const { rows: workspaces } = await database.pool.query<{ id: string }>('select id from workspaces')
const workspaceId = workspaces[0]?.id
const client = await database.pool.connect()
const counting = setInterval(() => void countWhatGrew(database.db), 1000)
const begin = performance.now()
for (const batch of batches) {
  await write(client, batch)
}
const seconds = (performance.now() - begin) / 1000
clearInterval(counting)
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
    text: 'update tickets set unanswered_count = unanswered_count + 1, last_activity_at = now() where workspace_id = $1 and id = any($2::uuid[])',
    values: [workspaceId, goOn.tickets],
  })
  await tx.query({
    name: 'go-on-conversations',
    text: 'update conversations set window_opens_at = now() where workspace_id = $1 and id = any($2::uuid[]) and window_opens_at is not null',
    values: [workspaceId, goOn.conversations],
  })
  await tx.query({
    name: 'go-on-threads',
    text: 'update threads set lines = lines + 1, last_comment_at = now() where workspace_id = $1 and conversation_id = any($2::uuid[])',
    values: [workspaceId, goOn.threads],
  })
  await tx.query({
    name: 'go-on-posts',
    text: `update posts p set comments = comments + 1, last_comment_at = now()
             from unnest($2::uuid[], $3::text[]) as named(channel_id, post_id)
            where p.workspace_id = $1 and p.channel_id = named.channel_id and p.post_id = named.post_id`,
    values: [workspaceId, goOn.posts.map(({ channelId }) => channelId), goOn.posts.map(({ postId }) => postId)],
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
