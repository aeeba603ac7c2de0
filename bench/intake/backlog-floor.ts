import type { PoolClient } from 'pg'
import { v7 } from 'uuid'
import { openDatabase } from '#storage/database.ts'

/**
 * The floor of the backlog: the rows that reading it leaves behind, written in the same transactions by plain SQL that knows them
 * already. Nothing is read, locked, compared or decided. Tells how long it took.
 */
const { url, people } = JSON.parse(process.argv[2] ?? '{}') as { url: string; people: number }
/** As many deliveries as the desk's reader claims for a batch (`backpressure.ts`). */
const BATCH = 200

type Person = { readonly clientId: string; readonly conversationId: string; readonly ticketId: string; readonly personId: string }
type Message = {
  readonly deliveryId: number
  readonly id: string
  readonly person: Person
  readonly at: Date
  readonly mid: string
  readonly text: string
}

const database = openDatabase({ url, onIdleError: () => undefined })
const { rows: channels } = await database.pool.query<{ workspace_id: string; id: string }>('select workspace_id, id from channels')
const [workspaceId, channelId] = [channels[0]?.workspace_id, channels[0]?.id]
const { rows: deliveries } = await database.pool.query<{ id: number; body: Buffer }>('select id, body from facebook_deliveries order by id')
const known = Array.from({ length: people }, (_, index) => personOf(index))
const messages = deliveries.map(messageOf)
const client = await database.pool.connect()
const met = new Set<Person>()
const begin = performance.now()
for (let first = 0; first < messages.length; first += BATCH) {
  await write(client, messages.slice(first, first + BATCH))
}
const seconds = (performance.now() - begin) / 1000
client.release()
await database.close()
process.send?.({ seconds })

function personOf(index: number): Person {
  return { clientId: v7(), conversationId: v7(), ticketId: v7(), personId: String(7_000_000_000_000_000 + index) }
}

function messageOf({ id: deliveryId, body }: { id: number; body: Buffer }, index: number): Message {
  const { timestamp, message } = (JSON.parse(body.toString()) as Body).entry[0].messaging[0]
  const person = known[index % people]
  if (!person) {
    throw new Error(`The floor knows ${people} people.`)
  }
  return { deliveryId, id: v7(), person, at: new Date(timestamp), mid: message.mid, text: message.text }
}

type Body = { entry: [{ messaging: [{ timestamp: number; message: { mid: string; text: string } }] }] }

async function write(tx: PoolClient, batch: readonly Message[]): Promise<void> {
  const first = batch.filter(({ person }) => !met.has(person))
  first.forEach(({ person }) => met.add(person))
  await tx.query('begin')
  await meet(tx, first)
  await say(tx, batch)
  await tx.query({
    name: 'finish',
    text: `update facebook_deliveries set state = 'read' where received_on = (now() at time zone 'utc')::date and id = any($1::bigint[])`,
    values: [batch.map(({ deliveryId }) => deliveryId)],
  })
  await tx.query('commit')
}

async function meet(tx: PoolClient, first: readonly Message[]): Promise<void> {
  if (first.length === 0) {
    return
  }
  const columns = [
    first.map(({ person }) => person.clientId),
    first.map(({ person }) => person.conversationId),
    first.map(({ person }) => person.ticketId),
    first.map(({ person }) => person.personId),
    first.map(({ at }) => at),
  ]
  await tx.query({
    name: 'meet',
    text: `
      with n as (select * from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::timestamptz[]) as n(client, conversation, ticket, person, at)),
      counter as (update workspaces set last_ticket_number = last_ticket_number + ${BATCH} where id = $1 returning last_ticket_number as before),
      new_clients as (insert into clients (workspace_id, id, created_at) select $1::uuid, client, at from n),
      new_identities as (insert into identities (workspace_id, channel_id, kind, external_id, client_id, created_at, profile_asked_at)
                         select $1::uuid, $2::uuid, 'person', person, client, at, at from n),
      new_conversations as (
        insert into conversations (workspace_id, id, channel_id, client_id, subject, subject_key, created_at)
        select $1::uuid, conversation, $2::uuid, client, jsonb_build_object('kind', 'direct', 'personId', person), 'direct:' || person, at from n)
      insert into tickets (workspace_id, id, number, channel_id, conversation_id, client_id, status, decided_status, tags, last_activity_at, created_at)
      select $1::uuid, ticket, before + row_number() over (), $2::uuid, conversation, client, 'new', 'new', array['Facebook:Direct'], at, at from n, counter`,
    values: [workspaceId, channelId, ...columns],
  })
  await tx.query({
    name: 'meet-events',
    text: `insert into events (workspace_id, type, ticket_id, payload) select $1::uuid, 'ticket.created', id, '{}' from unnest($2::uuid[]) id`,
    values: [workspaceId, columns[2]],
  })
}

async function say(tx: PoolClient, batch: readonly Message[]): Promise<void> {
  const [ids, at] = [batch.map(({ id }) => id), batch.map((message) => message.at)]
  const tickets = batch.map(({ person }) => person.ticketId)
  const conversations = batch.map(({ person }) => person.conversationId)
  await tx.query({
    name: 'say',
    text: `
      insert into entries (workspace_id, channel_id, created_at, id, conversation_id, ticket_id, thing, external_id, author_kind, text, occurred_at, content_at)
      select $1::uuid, $2::uuid, now(), id, conversation, ticket, 'message', mid, 'client', text, at, at
        from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::timestamptz[]) as n(id, conversation, ticket, mid, text, at)`,
    values: [workspaceId, channelId, ids, conversations, tickets, batch.map(({ mid }) => mid), batch.map(({ text }) => text), at],
  })
  await tx.query({
    name: 'open',
    text: `
      update conversations c set window_opens_at = n.at, window_closes_at = n.at + interval '24 hours', window_reason = 'message'
        from unnest($2::uuid[], $3::timestamptz[]) as n(id, at) where c.workspace_id = $1 and c.id = n.id`,
    values: [workspaceId, conversations, at],
  })
  await tx.query({
    name: 'count',
    text: `
      update tickets t set unanswered_count = unanswered_count + 1, last_activity_at = n.at, deadline_at = n.at + interval '24 hours',
             deadline_kind = 'reply-window'
        from unnest($2::uuid[], $3::timestamptz[]) as n(id, at) where t.workspace_id = $1 and t.id = n.id`,
    values: [workspaceId, tickets, at],
  })
  await tx.query({
    name: 'say-events',
    text: `
      insert into events (workspace_id, type, ticket_id, payload)
      select $1::uuid, 'entry.added', ticket, jsonb_build_object('lineId', id) from unnest($2::uuid[], $3::uuid[]) as n(ticket, id)`,
    values: [workspaceId, tickets, ids],
  })
}
