import { type Child, runChild, startChild } from '../child.ts'
import type { LoadAnswer } from '../drive.ts'
import { middleOf, ratiosOf, share } from '../pairs.ts'
import { type Box, openBox } from './box.ts'
import { benchLists, type ListFigure } from './lists.ts'
import type { LoadTask } from './load.ts'

type Round = {
  readonly connections: number
  readonly floor: LoadAnswer
  readonly sandbox: LoadAnswer
  readonly ratio: number
  readonly p99Ratio: number
}
/** Calls, and the webhooks that each of them caused, until the last one was answered with 200. */
type Carried = { readonly calls: LoadAnswer; readonly webhooks: number; readonly webhooksPerSecond: number }
type CarriedPair = { readonly floor: Carried; readonly sandbox: Carried; readonly ratio: number }
export type SandboxResult = {
  readonly rounds: readonly Round[]
  readonly echoes: CarriedPair
  readonly written: Carried
  readonly memory: { readonly sends: number; readonly beforeMb: number; readonly afterMb: number }
  readonly lists: readonly ListFigure[]
}
type Server = Child<{ readonly port: number }>
type Crowd = { readonly people: readonly string[]; readonly psids: readonly string[] }

const CONNECTIONS = [1, 16, 64]
const SECONDS = 3
const PEOPLE = 500
const MANY_SENDS = 100_000

/** The Send API against its floor, webhooks with a listener, memory, and long lists; all loads come from another process. */
export async function benchSandbox(tell: (words: string) => void): Promise<SandboxResult> {
  const rounds = await inBox((box) => benchSends(box, tell))
  const echoes = await inBox((box) => benchEchoes(box, (words) => tell(`webhooks: ${words}`)))
  const written = await inBox((box) => benchWritten(box))
  tell(`memory after ${MANY_SENDS} sends`)
  const memory = await inBox((box) => benchMemory(box))
  tell('long lists')
  return { rounds, echoes, written, memory, lists: await inBox((box) => benchLists(box)) }
}

async function inBox<Figure>(measure: (box: Box) => Promise<Figure>): Promise<Figure> {
  const box = await openBox()
  try {
    return await measure(box)
  } finally {
    await box.stop()
  }
}

async function benchSends(box: Box, tell: (words: string) => void): Promise<Round[]> {
  const floor = await startChild<{ port: number }>('./sandbox/floor.ts', {})
  try {
    const sends = sendsOf(box, await gather(box))
    const bare = { ...sends, port: floor.answer.port }
    tell('warming up')
    await load({ ...bare, connections: 16, seconds: 2 })
    await load({ ...sends, connections: 16, seconds: 2 })
    const rounds: Round[] = []
    for (const connections of CONNECTIONS) {
      const pair = async (): Promise<Round> => {
        const least = await load({ ...bare, connections, seconds: SECONDS })
        const ours = await load({ ...sends, connections, seconds: SECONDS })
        return { connections, floor: least, sandbox: ours, ...ratiosOf(ours, least) }
      }
      rounds.push(await middleOf(pair, (words) => tell(`${connections} connections: ${words}`)))
    }
    return rounds
  } finally {
    await floor.stop()
  }
}

/** Each send causes one webhook: of the sandbox the `message_echoes`, of the floor one made from the send. */
async function benchEchoes(box: Box, tell: (words: string) => void): Promise<CarriedPair> {
  const sends = { ...sendsOf(box, await gather(box)), connections: 16, seconds: SECONDS }
  const receiver = await startChild<{ port: number }>('./sandbox/receiver.ts', {})
  const floor = await startChild<{ port: number }>('./sandbox/floor.ts', { callback: `http://127.0.0.1:${receiver.answer.port}/` })
  try {
    await subscribe(box, receiver, 'message_echoes')
    const pair = async (): Promise<CarriedPair> => {
      const least = await carried(receiver, { ...sends, port: floor.answer.port })
      const ours = await carried(receiver, sends)
      return { floor: least, sandbox: ours, ratio: share(ours.webhooksPerSecond, least.webhooksPerSecond) }
    }
    return await middleOf(pair, tell)
  } finally {
    await floor.stop()
    await receiver.stop()
  }
}

/** People write, by the control; each message causes one `messages` webhook. */
async function benchWritten(box: Box): Promise<Carried> {
  const { people } = await gather(box)
  const bodies = people.map((id) => JSON.stringify({ page_id: box.env['PAGE_ID'], person_id: id, text: TEXT }))
  const receiver = await startChild<{ port: number }>('./sandbox/receiver.ts', {})
  try {
    await subscribe(box, receiver, 'messages')
    return await carried(receiver, { port: box.port, path: '/sandbox/messages', bodies, connections: 16, seconds: SECONDS })
  } finally {
    await receiver.stop()
  }
}

async function benchMemory(box: Box): Promise<SandboxResult['memory']> {
  const sends = sendsOf(box, await gather(box))
  const beforeMb = await box.residentMb()
  const { answered } = await load({ ...sends, connections: 16, requests: MANY_SENDS })
  return { sends: answered, beforeMb, afterMb: await box.residentMb() }
}

const TEXT = 'Your order is on its way, it should reach you on Thursday before noon. 🌿'

/** People made by the control, each of whom wrote once, so that the window is open. */
async function gather(box: Box): Promise<Crowd> {
  const people: string[] = []
  const psids: string[] = []
  for (let index = 0; index < PEOPLE; index += 1) {
    const person = await box.control('people', { name: `Person ${index}` })
    const { psid } = await box.control('messages', { page_id: box.env['PAGE_ID'], person_id: person['id'], text: 'Hello' })
    people.push(String(person['id']))
    psids.push(String(psid))
  }
  return { people, psids }
}

function sendsOf(box: Box, { psids }: Crowd): Omit<LoadTask, 'connections'> {
  const bodies = psids.map((id) => JSON.stringify({ recipient: { id }, messaging_type: 'RESPONSE', message: { text: TEXT } }))
  return { port: box.port, path: `/v26.0/${box.env['PAGE_ID']}/messages`, token: box.env['PAGE_TOKEN'] ?? '', bodies }
}

async function carried(receiver: Server, task: LoadTask): Promise<Carried> {
  await load({ ...task, seconds: 1 })
  const before = await settled(receiver)
  const begin = performance.now()
  const calls = await load(task)
  const { count, at } = await settled(receiver)
  return { calls, webhooks: count - before.count, webhooksPerSecond: Math.round(((count - before.count) * 1000) / (at - begin)) }
}

async function subscribe(box: Box, receiver: Server, field: string): Promise<void> {
  const { env } = box
  const query = new URLSearchParams({
    object: 'page',
    callback_url: `http://127.0.0.1:${receiver.answer.port}/`,
    verify_token: env['VERIFY_TOKEN'] ?? '',
    fields: field,
  })
  await box.graph(`/${env['APP_ID']}/subscriptions?${query.toString()}`, { method: 'POST', token: `${env['APP_ID']}|${env['APP_SECRET']}` })
  const token = env['PAGE_TOKEN'] ?? ''
  await box.graph(`/${env['PAGE_ID']}/subscribed_apps?subscribed_fields=${field}`, { method: 'POST', token })
}

/** How many webhooks came in all, and when the last one did: known when none came for a fifth of a second. */
async function settled(receiver: Server): Promise<{ count: number; at: number }> {
  let last = { count: -1, at: 0 }
  while (performance.now() < last.at + 200 || last.count < 0) {
    const count = Number(await (await fetch(`http://127.0.0.1:${receiver.answer.port}/count`)).text())
    last = count === last.count ? last : { count, at: performance.now() }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return last
}

function load(task: LoadTask): Promise<LoadAnswer> {
  return runChild<LoadAnswer>('./sandbox/load.ts', task)
}
