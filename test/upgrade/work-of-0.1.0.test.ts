import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PERSON } from '#test/odd-graph.ts'
import { restoreReleased, type Released, type Told } from './restore.ts'
import { startUpgradedDesk, type UpgradedDesk } from './upgraded-desk.ts'

let released: Released
let desk: UpgradedDesk

/** This version takes over what 0.1.0 left when it was killed and then stopped. */
beforeAll(async () => {
  released = await restoreReleased('0.1.0')
  desk = await startUpgradedDesk(released, 'all')
}, 120_000)

afterAll(async () => {
  await desk.close()
  await released.close()
})

function addressOf(number: number): string {
  return `/tickets/${String(released.answers.anna.tickets.find((ticket) => ticket['number'] === number)?.['id'])}`
}

/** The name that the customer of a ticket has at Facebook. */
function personOf(number: number): unknown {
  const client = released.answers.anna.tickets.find((ticket) => ticket['number'] === number)?.['client']
  return typeof client === 'object' && client !== null && 'externalId' in client ? client.externalId : undefined
}

async function linesOf(number: number): Promise<Told[]> {
  return (await desk.get<{ messages: Told[] }>(released.answers.cookies.anna, `${addressOf(number)}/messages`)).messages
}

async function ticketsOf(who: 'anna' | 'nora'): Promise<Told[]> {
  return (await desk.get<{ tickets: Told[] }>(released.answers.cookies[who], '/tickets?folder=all&limit=100')).tickets
}

/** State of our message with this text. */
async function stateOf(number: number, text: string): Promise<unknown> {
  return (await linesOf(number)).find((line) => line['text'] === text)?.['state']
}

async function reply(number: number, text: string): Promise<void> {
  await desk.call(released.answers.cookies.anna, `POST ${addressOf(number)}/replies`, { body: { text }, key: randomUUID() })
}

const PAGE = '238194675010342'
const WAITING = 'On public holidays we are closed.'
const HALF_SENT = 'I try to call you now.'
const BEHIND_IT = 'Nobody answered, I try again at seven.'

test('a reply that 0.1.0 had queued goes out exactly once, and one that was on its way is never sent again', async () => {
  await expect.poll(() => stateOf(3, WAITING), { timeout: 40_000 }).toBe('sent')
  await expect.poll(() => stateOf(12, HALF_SENT), { timeout: 40_000 }).toBe('unconfirmed')
  await expect.poll(() => stateOf(12, BEHIND_IT), { timeout: 40_000 }).toBe('sent')
  expect(await stateOf(18, 'And roses, too.')).toBe('queued')
  // A conversation sends in turn: once these are out, nothing of before is left to be sent.
  await reply(3, 'The last one to Diep.')
  await reply(12, 'The last one to Vera.')
  await expect.poll(() => stateOf(3, 'The last one to Diep.')).toBe('sent')
  await expect.poll(() => stateOf(12, 'The last one to Vera.')).toBe('sent')
  const texts = desk.sent.map(({ message }) => message.text)
  expect(texts.toSorted()).toEqual([BEHIND_IT, WAITING, 'The last one to Diep.', 'The last one to Vera.'].toSorted())
}, 120_000)

test('what Facebook had told 0.1.0 and nobody had read yet is read', async () => {
  await expect.poll(async () => (await linesOf(2)).map((line) => line['text'])).toContain('شكرا')
  const asks = (ticket: Told): boolean => JSON.stringify(ticket['lastMessage']).includes('Did you get my letter?')
  await expect.poll(async () => (await ticketsOf('anna')).find(asks)).toMatchObject({ number: 21, status: 'new', unansweredCount: 1 })
  await expect.poll(async () => (await linesOf(16))[0]).toMatchObject({ text: 'Your order 5512 was sent.', state: 'read' })
}, 120_000)

test('what was held while Facebook was switched off is read once it is on again', async () => {
  await desk.call(released.answers.cookies.nora, 'PUT /extensions/facebook', { body: { isEnabled: true } })
  await expect
    .poll(async () => (await ticketsOf('nora'))[0])
    .toMatchObject({ number: 1, status: 'open', unansweredCount: 1, lastMessage: { text: 'Then I come on Tuesday.' } })
}, 120_000)

test('what Facebook tells after the update of messages from before is known as news of those', async () => {
  const linesBefore = (await linesOf(15)).length
  const unconfirmed = (await linesOf(5)).find((line) => line['state'] === 'unconfirmed')
  const at = Date.now()
  const [asker, customer] = [personOf(15), personOf(5)]
  const question = {
    sender: { id: asker },
    recipient: { id: PAGE },
    timestamp: at,
    message: { mid: 'm_ending_soon', text: 'Is anybody there?' },
  }
  const echo = { mid: 'm_late_echo', text: 'Nur der Korb fehlt noch.', is_echo: true, metadata: `desk:${String(unconfirmed?.['id'])}` }
  const late = { sender: { id: PAGE }, recipient: { id: customer }, timestamp: at, message: echo }
  const seen = { sender: { id: customer }, recipient: { id: PAGE }, timestamp: at + 1, read: { watermark: at } }
  for (const item of [question, late, seen]) {
    expect(await desk.deliver({ object: 'page', entry: [{ id: PAGE, time: at, messaging: [item] }] })).toBe(200)
  }
  await expect.poll(() => stateOf(5, 'Nur der Korb fehlt noch.')).toBe('read')
  expect(await stateOf(5, 'Ja, fahrbereit.')).toBe('read')
  expect((await linesOf(5)).filter((line) => line['text'] === 'Nur der Korb fehlt noch.')).toHaveLength(1)
  expect((await linesOf(15)).length).toBe(linesBefore)
})

test('a name that 0.1.0 was about to ask for is asked for, and a mail that it could not send is kept', async () => {
  const late = async () => (await ticketsOf('anna')).find((ticket) => ticket['number'] === 20)
  await expect.poll(late, { timeout: 40_000 }).toMatchObject({ client: { name: PERSON } })
  const mailTo = async (recipient: string) =>
    (await desk.get<{ mails: Told[] }>(released.answers.cookies.anna, '/mails')).mails.find((mail) => mail['recipient'] === recipient)
  await expect.poll(() => mailTo('hugo@example.com')).toMatchObject({ state: 'kept' })
}, 120_000)
