import { createHmac } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { v7 } from 'uuid'
import { CUSTOMERS, FULL_PAGE } from '#test/cast.ts'
import type { ConnectedDesk } from '#test/connected-desk.ts'

/** Work on the desk that does not stop for a fault, and a record of what it was promised. */
export type Load = {
  /** Texts that Facebook was told are stored, by customer, in the order they were written. */
  readonly acknowledged: ReadonlyMap<string, readonly string[]>
  /** Texts that an agent was told are taken, by the person they go to, in order. */
  readonly replied: ReadonlyMap<string, readonly string[]>
  /** Answers that nobody should ever get. */
  readonly surprises: readonly string[]
  /** A customer writes: resolves with the text once it is acknowledged. */
  write(customer: string): Promise<string>
  /** An agent answers: resolves with the text once it is taken. */
  reply(person: string): Promise<string>
  list(): Promise<boolean>
  /** Resolves when all that was begun is acknowledged, or a minute later: then that is a surprise. */
  stop(): Promise<void>
}

/** Customers whose deliveries the harness signs and posts itself. The last one is for looking whether all works again. */
export const WRITERS = ['7001', '7002', '7003']
export const WATCHED_WRITER = '7009'
/** People of the sandbox, who can be answered; the last one likewise. */
const ANSWERED = CUSTOMERS.slice(0, 2)
export const WATCHED_PERSON = CUSTOMERS[2] ?? ''

const GIVE_UP_MS = 60_000
const PAUSE_MS = { write: 60, reply: 250, list: 150, again: 50 }

export async function startLoad(desk: ConnectedDesk): Promise<Load> {
  const acknowledged = new Map<string, string[]>()
  const replied = new Map<string, string[]>()
  const surprises: string[] = []
  const began = Date.now()
  let isOver = false
  let isGivenUp = false
  const tickets = await openTickets(desk)

  /** Tries until it is done, as Facebook and a tab do; whatever is neither done nor "later" is a surprise. False where nobody waits for it any more. */
  async function insist(what: string, attempt: () => Promise<Response>, done: number): Promise<boolean> {
    for (; !isGivenUp; await setTimeout(PAUSE_MS.again)) {
      const answer = await attempt().catch((error: unknown) => error)
      if (answer instanceof Response && answer.status === done) {
        return true
      }
      const isLater = answer instanceof Response && (answer.status === 503 || answer.status === 409)
      if (!isLater) {
        surprises.push(`${what}: ${answer instanceof Response ? `${answer.status} ${await answer.text()}` : String(answer)}`)
      }
    }
    return false
  }

  async function write(customer: string): Promise<string> {
    const told = entry(acknowledged, customer)
    const text = `${customer} writes ${told.length}`
    const { body, headers } = signedDelivery({ customer, text, at: began + told.length, secret: desk.sandbox.appSecret })
    if (await insist('a webhook', () => fetch(`${desk.url}/webhooks/facebook`, { method: 'POST', headers, body }), 200)) {
      told.push(text)
    }
    return text
  }

  async function reply(person: string): Promise<string> {
    const told = entry(replied, person)
    const [text, key] = [`Answer ${told.length} to ${person}`, v7()]
    if (await insist('a reply', () => desk.call(`POST /tickets/${tickets.get(person)}/replies`, { body: { text }, key }), 201)) {
      told.push(text)
    }
    return text
  }

  async function list(): Promise<boolean> {
    const answer = await desk.call('GET /tickets?limit=25').catch((error: unknown) => error)
    if (answer instanceof Response && answer.ok) {
      await answer.json()
      return true
    }
    if (!(answer instanceof Response) || answer.status !== 503) {
      surprises.push(`a list: ${answer instanceof Response ? answer.status : String(answer)}`)
    }
    return false
  }

  async function keep(work: () => Promise<unknown>, pauseMs: number): Promise<void> {
    for (; !isOver; await setTimeout(pauseMs)) {
      await work()
    }
  }

  const lanes = [
    ...WRITERS.map((customer) => keep(() => write(customer), PAUSE_MS.write)),
    ...ANSWERED.map((person) => keep(() => reply(person), PAUSE_MS.reply)),
    keep(list, PAUSE_MS.list),
  ]
  return {
    acknowledged,
    replied,
    surprises,
    write,
    reply,
    list,
    stop: async () => {
      isOver = true
      const ended = Promise.all(lanes)
      isGivenUp = !(await Promise.race([ended.then(() => true), setTimeout(GIVE_UP_MS, false, { ref: false })]))
      await ended
      if (isGivenUp) {
        surprises.push(`what was under way at the end was not done within ${GIVE_UP_MS / 1000} s`)
      }
    },
  }
}

/** Each person writes once through the sandbox, so that there is a ticket to answer in. */
async function openTickets(desk: ConnectedDesk): Promise<Map<string, string>> {
  const tickets = new Map<string, string>()
  for (const person of [...ANSWERED, WATCHED_PERSON]) {
    await desk.write(person, 'A question')
    const known = new Set(tickets.values())
    for (let id: string | undefined; id === undefined; await setTimeout(PAUSE_MS.again)) {
      const { tickets: all } = (await desk.api('GET /tickets?limit=100')) as { tickets: { id: string }[] }
      id = all.find((ticket) => !known.has(ticket.id))?.id
      if (id !== undefined) {
        tickets.set(person, id)
      }
    }
  }
  return tickets
}

function entry(book: Map<string, string[]>, name: string): string[] {
  const list = book.get(name) ?? []
  book.set(name, list)
  return list
}

type Delivery = { readonly customer: string; readonly text: string; readonly at: number; readonly secret: string }

/** A customer's message as Facebook posts it, signed with the app's secret. */
export function signedDelivery({ customer, text, at, secret }: Delivery): { body: string; headers: Record<string, string> } {
  const message = { mid: `m_${text.replaceAll(' ', '_')}`, text }
  const item = { sender: { id: customer }, recipient: { id: FULL_PAGE }, timestamp: at, message }
  const body = JSON.stringify({ object: 'page', entry: [{ id: FULL_PAGE, time: at, messaging: [item] }] })
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  return { body, headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` } }
}
