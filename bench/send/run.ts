import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { v7 } from 'uuid'
import type { ChannelId, WorkspaceId } from '#domain/ids.ts'
import { openDatabase, type Database } from '#storage/database.ts'
import { saveConnection } from '#storage/facebook-connections.ts'
import { channelKeyContext, createSealer } from '#storage/secrets.ts'
import { runChild, startChild, type Child } from '../child.ts'
import { openClient } from '../client.ts'
import { BENCH_PAGE, benchBody, benchRequest } from '../intake/body.ts'
import { middleOf, share } from '../pairs.ts'
import { quantiles, type Quantiles } from '../quantiles.ts'
import { setUp } from '../set-up.ts'
import { openTemporaryPostgres, type TemporaryPostgres } from '../temporary-postgres.ts'
import type { FloorTask } from './floor.ts'
import type { Arrival, GraphTask } from './graph.ts'

/** Facebook's Send API was seen to answer in some hundreds of milliseconds; the faster it is, the more the desk's own share weighs. */
const ANSWER_MS = 50
/** So long that the first second of a process, in which its code is not warm and its plans are not made, is a small part of it. */
const SIZES = [
  { conversations: 1, sends: 120 },
  { conversations: 16, sends: 1600 },
  { conversations: 500, sends: 3000 },
] as const
/** Well below what one conversation takes: what is measured is the way, and not the queue. */
const PACED = { perSecond: 4, count: 80 }
/** As many commands of agents are under way at once as a desk has connections for. */
const COMMANDS_AT_ONCE = 8

type Round = {
  readonly conversations: number
  readonly floorPerSecond: number
  readonly perSecond: number
  readonly ratio: number
  readonly isInOrder: boolean
  /** From the command to the call, while commands come one by one. */
  readonly fromCommand: Quantiles
}
export type SendResult = { readonly answerMs: number; readonly rounds: readonly Round[] }

/** Replies that wait are carried by one worker, and by a bare loop in turn; then replies come one by one. */
export async function benchSend(tell: (words: string) => void): Promise<SendResult> {
  const postgres = await openTemporaryPostgres()
  const graph = await startChild<{ port: number }>('./send/graph.ts', { answerMs: ANSWER_MS } satisfies GraphTask)
  const graphUrl = `http://127.0.0.1:${graph.answer.port}`
  const rounds: Round[] = []
  try {
    for (const size of SIZES) {
      tell(`${size.sends} replies in ${size.conversations} conversations`)
      rounds.push(await middleOf(() => measure({ postgres, graphUrl, ...size }), tell))
    }
    return { answerMs: ANSWER_MS, rounds }
  } finally {
    await graph.stop()
    await postgres.close()
  }
}

type Size = { readonly conversations: number; readonly sends: number }
type Ground = Size & { readonly postgres: TemporaryPostgres; readonly graphUrl: string }

async function measure({ postgres, graphUrl, conversations, sends }: Ground): Promise<Round> {
  await runChild('./send/floor.ts', { graphUrl, conversations, sends } satisfies FloorTask)
  const floor = await arrivals(graphUrl)
  const [url, encryptionKey] = [await postgres.database(), randomBytes(32).toString('hex')]
  const database = openDatabase({ url, onIdleError: () => undefined })
  const task = { url, facebookUrl: graphUrl, encryptionKey }
  const children: Child<{ port: number }>[] = []
  try {
    const web = await startChild<{ port: number }>('./intake/desk.ts', { ...task, role: 'web' })
    children.push(web)
    const api = `http://127.0.0.1:${web.answer.port}/api/v1`
    const cookie = await setUp(web.answer.port, database)
    await connect(database, encryptionKey)
    // Tickets are made by a worker, which ends before anything waits.
    const reader = await startChild<{ port: number }>('./intake/desk.ts', { ...task, role: 'worker' })
    const tickets = await ticketsOf(database, { port: web.answer.port, conversations })
    await reader.stop()
    await writeAll({ api, cookie, tickets, sends })
    await arrivals(graphUrl)
    children.push(await startChild<{ port: number }>('./intake/desk.ts', { ...task, role: 'worker' }))
    const carried = await arrivals(graphUrl, sends)
    const fromCommand = await oneByOne({ api, cookie, graphUrl, tickets })
    const [perSecond, floorPerSecond] = [rateOf(carried), rateOf(floor)]
    return { conversations, floorPerSecond, perSecond, ratio: share(perSecond, floorPerSecond), isInOrder: isInOrder(carried), fromCommand }
  } finally {
    await Promise.all(children.map((child) => child.stop()))
    await database.close()
  }
}

async function connect({ db }: Database, encryptionKey: string): Promise<void> {
  const { id, workspace_id } = await db.selectFrom('channels').select(['id', 'workspace_id']).executeTakeFirstOrThrow()
  const channel = { workspaceId: workspace_id as WorkspaceId, channelId: id as ChannelId }
  const key = createSealer(Buffer.from(encryptionKey, 'hex')).seal(
    'the key of the Page',
    channelKeyContext({ ...channel, id: channel.channelId }),
  )
  const { user_id: by } = await db.selectFrom('members').select('user_id').executeTakeFirstOrThrow()
  await db.transaction().execute((tx) =>
    saveConnection(tx, channel, {
      pageId: BENCH_PAGE,
      keyEncrypted: key,
      keyValidUntil: undefined,
      keyCheckedAt: new Date(),
      checkDueAt: new Date(),
      heardSince: new Date(),
      grantedScopes: [],
      person: { id: '1', name: 'Bench' },
      by: by as Parameters<typeof saveConnection>[2]['by'],
    }),
  )
}

/** Somebody new writes in each conversation: its ticket, in the order of the people. */
async function ticketsOf(
  { db }: Database,
  { port, conversations }: { readonly port: number; readonly conversations: number },
): Promise<string[]> {
  const client = await openClient(port)
  for (let person = 0; person < conversations; person += 1) {
    await client.send(benchRequest(benchBody({ mid: `send_${person}`, person, at: Date.now() })))
  }
  client.close()
  for (;;) {
    const rows = await db
      .selectFrom('tickets as t')
      .innerJoin('conversations as c', 'c.id', 't.conversation_id')
      .select('t.id')
      .orderBy('c.subject_key')
      .execute()
    if (rows.length === conversations) {
      return rows.map(({ id }) => id)
    }
    await setTimeout(LOOK_MS)
  }
}

const LOOK_MS = 25

type Reply = { readonly cookie: string; readonly ticketId: string; readonly text: string }

async function reply(api: string, { cookie, ticketId, text }: Reply): Promise<void> {
  const headers = { cookie, 'content-type': 'application/json', 'idempotency-key': v7() }
  const answer = await fetch(`${api}/tickets/${ticketId}/replies`, { method: 'POST', headers, body: JSON.stringify({ text }) })
  if (answer.status !== 201) {
    throw new Error(`a reply was answered with ${answer.status}: ${await answer.text()}`)
  }
  await answer.arrayBuffer()
}

type Writing = { readonly api: string; readonly cookie: string; readonly tickets: readonly string[]; readonly sends: number }

/** Each conversation is written to by one agent, in order. */
async function writeAll({ api, cookie, tickets, sends }: Writing): Promise<void> {
  const agents = Array.from({ length: COMMANDS_AT_ONCE }, async (_, agent) => {
    for (let number = 0; number < sends; number += 1) {
      const person = number % tickets.length
      if (person % COMMANDS_AT_ONCE === agent) {
        await reply(api, { cookie, ticketId: tickets[person] ?? '', text: `Reply ${number}` })
      }
    }
  })
  await Promise.all(agents)
}

/** What came to Facebook since it was asked last, once it is so much. */
async function arrivals(graphUrl: string, count = 0): Promise<Arrival[]> {
  const all: Arrival[] = []
  for (; ; await setTimeout(LOOK_MS)) {
    all.push(...((await (await fetch(`${graphUrl}/arrivals`)).json()) as Arrival[]))
    if (all.length >= count) {
      return all
    }
  }
}

function rateOf(all: readonly Arrival[]): number {
  const [first, last] = [all[0]?.at ?? 0, all.at(-1)?.at ?? 0]
  return Math.round(((all.length - 1) / (last - first)) * 10_000) / 10
}

/** Within each conversation. */
function isInOrder(all: readonly Arrival[]): boolean {
  return [...Map.groupBy(all, ({ to }) => to).values()].every((some) => {
    const numbers = some.map(({ text }) => Number(text.split(' ')[1]))
    return numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0))
  })
}

type Paced = { readonly api: string; readonly cookie: string; readonly graphUrl: string; readonly tickets: readonly string[] }

async function oneByOne({ api, cookie, graphUrl, tickets }: Paced): Promise<Quantiles> {
  const asked = new Map<string, number>()
  const { count } = PACED
  const begin = Date.now()
  for (let number = 0; number < count; number += 1) {
    await setTimeout(Math.max(0, begin + (number * 1000) / PACED.perSecond - Date.now()))
    const text = `Paced ${number}`
    asked.set(text, Date.now())
    await reply(api, { cookie, ticketId: tickets[number % tickets.length] ?? '', text })
  }
  const came = await arrivals(graphUrl, count)
  return quantiles(came.map(({ text, at }) => at - (asked.get(text) ?? at)))
}
