import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { differences } from './differences.ts'
import { inTodaysOrder, inTodaysWords } from './in-todays-words.ts'
import { restoreReleased, type Released } from './restore.ts'
import { lookAround, lookIntoTheOffice, startUpgradedDesk, type UpgradedDesk } from './upgraded-desk.ts'

const WHO = ['anna', 'nora'] as const

let released: Released
let desk: UpgradedDesk
let before: ReturnType<typeof inTodaysWords>
let now: Readonly<Record<(typeof WHO)[number], Awaited<ReturnType<typeof lookAs>>>>

beforeAll(async () => {
  released = await restoreReleased('0.1.0')
  desk = await startUpgradedDesk(released, 'web')
  before = inTodaysWords(released.answers)
  now = { anna: await lookAs('anna'), nora: await lookAs('nora') }
}, 120_000)

afterAll(async () => {
  await desk.close()
  await released.close()
})

/** With the cookie of the browser that was signed in before. */
async function lookAs(who: (typeof WHO)[number]) {
  const { answers } = released
  return {
    ...(await lookAround(desk, answers.cookies[who], answers[who])),
    ...(await lookIntoTheOffice(desk, answers.cookies[who])),
  }
}

test.each([
  ['who was signed in still is, with the same role', 'session'],
  ['every ticket keeps its number, status, client, channel, assignee, window and times', 'tickets'],
  ['every conversation keeps its lines: texts, authors, moments, states, failures, placeholders, in their order', 'messages'],
  ['every folder keeps its tickets, by activity and by window, in their order', 'folders'],
  ['every client keeps name, note, VIP mark, identities and tickets', 'clients'],
  ['everybody who works here still does', 'members'],
  ['every invitation still waits', 'invitations'],
  ['every mail keeps its words and what became of it', 'mails'],
  ['every channel keeps its state and its problem', 'channels'],
  ['extensions stay on or off, and what arrived meanwhile still waits', 'extensions'],
  ['what could not be read is still there to be looked at', 'setAside'],
] as const)('after the update %s', (_title, part) => {
  for (const who of WHO) {
    expect(differences(before[who][part], now[who][part], part)).toEqual([])
  }
})

test('after the update every picture that browsers were led to Facebook for waits to be fetched', async () => {
  const { clients, channels } = released.answers.anna
  const addresses = [...clients, ...channels].flatMap(({ pictureUrl }) => pictureUrl ?? [])
  const connection = new Client({ connectionString: released.url })
  await connection.connect()
  const { rows } = await connection.query<{ url: string }>("select url from attachments where state = 'waiting'")
  await connection.end()
  expect(addresses.length).toBeGreaterThan(10)
  expect(rows.map(({ url }) => url)).toEqual(expect.arrayContaining(addresses))
})

test('after the update "All" holds every ticket, and those that it held before in the same order', () => {
  const { tickets, folders } = released.answers.anna
  const all = now.anna.folders['all']
  const held = folders['all'] && inTodaysOrder(folders['all'], tickets)
  expect(new Set(all?.activity)).toEqual(new Set(tickets.map(({ id }) => id)))
  expect(all?.activity.filter((id) => held?.activity.includes(id))).toEqual(held?.activity)
  expect(all?.expiring.filter((id) => held?.expiring.includes(id))).toEqual(held?.expiring)
})

test('after the update the folders count what they hold', async () => {
  for (const who of WHO) {
    const held = Object.fromEntries(Object.entries(now[who].folders).map(([folder, { activity }]) => [folder, activity.length]))
    expect(now[who].counts).toMatchObject({
      folders: expect.arrayContaining(Object.entries(held).map(([folder, count]) => expect.objectContaining({ folder, count }))),
    })
  }
})

test('after the update an agent finds her own tickets', async () => {
  const { answers } = released
  const mine = await desk.get<{ tickets: { id: string }[] }>(answers.cookies.bea, '/tickets?folder=my')
  expect(mine.tickets.map(({ id }) => id)).toEqual(answers.bea.folders['my']?.activity)
  expect(mine.tickets.length).toBeGreaterThan(1)
})

test('after the update passwords and the links of invitations are good, and who was removed stays out', async () => {
  const signIn = (email: string, password: string) => desk.call('', 'POST /session', { body: { email, password } })
  expect((await signIn('emil@example.com', 'long enough for Emil')).status).toBe(201)
  expect((await signIn('filip@example.com', 'long enough for Filip')).status).toBe(403)
  const letter = now.anna.mails.find(({ recipient }) => recipient === 'cara@example.com')
  const token = /invitation\/(\S+)/.exec(String(letter?.['bodyText']))?.[1]
  const lookUp = await desk.call('', 'POST /invitation-lookups', { body: { token } })
  expect(await lookUp.json()).toMatchObject({ workspaceName: 'Lindqvist Cycles', email: 'cara@example.com' })
})

test('a browser that was open over the update hears what it missed, or that it must look anew', async () => {
  const isEnough = (text: string): boolean => text.includes('event: reset') || (text.match(/^id: /gm)?.length ?? 0) >= 180
  const heard = await desk.hear(released.answers.cookies.anna, { lastHeard: '0-0', isEnough })
  expect(heard).toMatch(/^data: \{/m)
})

test('a reply sent again after the update with the key of before is the same reply', async () => {
  const { cookies, replyWithKey } = released.answers
  const { ticketId, key, text, answer } = replyWithKey
  const again = await desk.call(cookies.anna, `POST /tickets/${ticketId}/replies`, { body: { text }, key })
  expect(differences(answer, await again.json())).toEqual([])
  const { messages } = await desk.get<{ messages: { text: string }[] }>(cookies.anna, `/tickets/${ticketId}/messages`)
  expect(messages.filter((message) => message.text === text)).toHaveLength(1)
})
