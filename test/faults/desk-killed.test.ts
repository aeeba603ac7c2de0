import { setTimeout } from 'node:timers/promises'
import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import type { Line } from '#api/conversation/contract.ts'
import type { TicketSummary } from '#api/contract/ticket.ts'
import { CUSTOMERS, openWholeDesk } from '#test/whole-desk.ts'

type WholeDesk = Awaited<ReturnType<typeof openWholeDesk>>

const PATIENT = { timeout: 60_000, interval: 250 }

/** Kills the desk at random moments, at least so often and until the work is over, and starts it again each time. */
async function killWhile(desk: WholeDesk, work: Promise<void>, atLeast: number): Promise<number> {
  let isOver = false
  const over = work.finally(() => (isOver = true))
  let kills = 0
  while (!isOver || kills < atLeast) {
    await Promise.race([setTimeout(100 + Math.random() * 900), kills < atLeast ? new Promise(() => undefined) : over])
    await desk.kill()
    kills += 1
    await desk.start()
  }
  await over
  return kills
}

async function ticketsOf(desk: WholeDesk): Promise<TicketSummary[]> {
  const { tickets }: { tickets: TicketSummary[] } = await desk.api('GET /tickets?limit=100')
  return tickets
}

async function messagesOf(desk: WholeDesk, ticket: TicketSummary): Promise<Line[]> {
  const all: Line[] = []
  for (let cursor = ''; ;) {
    const page = await desk.api(`GET /tickets/${ticket.id}/messages?limit=200${cursor}`)
    all.unshift(...page.messages)
    if (page.previousCursor === null) {
      return all
    }
    cursor = `&cursor=${page.previousCursor}`
  }
}

test(
  'kill -9 of the desk while 300 messages come in: every message is there once, in the order of Facebook',
  { timeout: 120_000 },
  async () => {
    const desk = await openWholeDesk()
    const writing = (async () => {
      for (let n = 0; n < 300; n += 1) {
        await desk.write(CUSTOMERS[n % CUSTOMERS.length] ?? '', `Message ${n}`)
        await setTimeout(15)
      }
    })()
    const kills = await killWhile(desk, writing, 4)
    await desk.delivered()
    await expect
      .poll(async () => (await ticketsOf(desk)).map(({ unansweredCount }) => unansweredCount), PATIENT)
      .toEqual(CUSTOMERS.map(() => 300 / CUSTOMERS.length))

    const talks = await Promise.all((await ticketsOf(desk)).map((ticket) => messagesOf(desk, ticket)))
    const texts = talks.map((messages) => messages.map(({ text }) => text))
    const written = await Promise.all(CUSTOMERS.map(async (person) => (await desk.conversation(person)).map(({ text }) => text)))
    const byFirst = (a: readonly string[], b: readonly string[]) => String(a[0]).localeCompare(String(b[0]))
    expect(texts.toSorted(byFirst)).toEqual(written.toSorted(byFirst))
    expect(new Set(texts.flat()).size).toBe(300)
    expect(kills).toBeGreaterThanOrEqual(4)
  },
)

test(
  'kill -9 of the desk while it answers: nothing is sent twice, and the desk tells the truth of each',
  { timeout: 120_000 },
  async () => {
    const desk = await openWholeDesk()
    const people = CUSTOMERS.slice(0, 3)
    for (const person of people) {
      await desk.write(person, 'A question')
    }
    await expect.poll(async () => (await ticketsOf(desk)).length, PATIENT).toBe(people.length)
    const tickets = await ticketsOf(desk)
    // Facebook takes each message at once and is slow to say so: most kills fall between the two.
    const fault = { on: 'call', path: 'messages', method: 'POST', times: 10_000, act: 'slow', delay_ms: 150, after_acting: true }
    await desk.sandbox.control('POST', 'faults', fault)

    const answering = Promise.all(
      tickets.map(async (ticket) => {
        for (let n = 0; n < 12; n += 1) {
          await answer(desk, ticket, `Answer ${n} to ${ticket.number}`)
        }
      }),
    ).then(() => undefined)
    await killWhile(desk, answering, 2)

    const outgoing = async () =>
      (await Promise.all(tickets.map((ticket) => messagesOf(desk, ticket)))).flat().filter(({ direction }) => direction === 'out')
    const underWay = async () => (await outgoing()).filter(({ state }) => state === 'queued' || state === 'sending').length
    await expect.poll(underWay, PATIENT).toBe(0)
    await desk.delivered()
    const sent = (await Promise.all(people.map((person) => desk.conversation(person)))).map((talk) =>
      talk.filter(({ from }) => from === 'page').map(({ text }) => text),
    )
    const inFacebook = sent.flat()
    expect(new Set(inFacebook).size).toBe(inFacebook.length)
    const inDesk = async () =>
      (await outgoing()).filter(({ state }) => state === 'sent' || state === 'delivered' || state === 'read').map(({ text }) => text)
    await expect.poll(async () => (await inDesk()).toSorted(), PATIENT).toEqual(inFacebook.toSorted())
    const others = (await outgoing()).filter(({ text }) => !inFacebook.includes(text))
    expect(others.map(({ state }) => state)).toEqual(others.map(() => 'unconfirmed'))
    expect((await outgoing()).map(({ text }) => text).toSorted()).toEqual(
      tickets.flatMap(({ number }) => Array.from({ length: 12 }, (_, n) => `Answer ${n} to ${number}`)).toSorted(),
    )
    for (const texts of sent) {
      const numbers = texts.map((text) => Number(/\d+/.exec(text)?.[0]))
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
    }
  },
)

/** As a tab does whose desk is away: the same command with the same key, until there is an answer. */
async function answer(desk: WholeDesk, ticket: TicketSummary, text: string): Promise<void> {
  const key = v7()
  for (;;) {
    const response = await desk.call(`POST /tickets/${ticket.id}/replies`, { body: { text }, key }).catch(() => undefined)
    if (response?.status === 201) {
      return
    }
    await setTimeout(50)
  }
}
