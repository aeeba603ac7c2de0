import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Profile, ProfileAnswer } from '#domain/channels/profile-port.ts'
import type { ClientId, ConversationId, MemberId, UserId } from '#domain/ids.ts'
import { giveKey } from '#test/channels.ts'
import { openIntakeDesk, textFrom } from '#test/intake-desk.ts'
import { askNames } from './ask-names.ts'
import { describeClient } from './describe-client.ts'
import { learnProfile } from './learn-profile.ts'

const KEY = Buffer.from('sealed')
const A_MINUTE_LATER = 61_000
const A_MONTH_LATER = 30 * 24 * 3_600_000 + 1000
const told = (profile: Partial<Profile>): ProfileAnswer => ({
  kind: 'told',
  profile: { name: undefined, pictureUrl: undefined, locale: undefined, utcOffsetMinutes: undefined, ...profile },
})
const ORLA = told({ name: 'Orla Finch' })

/** A person who wrote to a Page once, and a Facebook that answers as it is told. */
async function openNamelessDesk() {
  const intake = await openIntakeDesk()
  await giveKey(intake.desk, intake, KEY)
  await intake.hear(textFrom({ mid: 'm_1' }))
  const { id, client_id } = await intake.desk.db.selectFrom('conversations').select(['id', 'client_id']).executeTakeFirstOrThrow()
  const { workspaceId, channelId } = intake
  const clock = { now: new Date() }
  const desk = { ...intake.desk, now: () => clock.now }
  return {
    ...intake,
    desk,
    clock,
    clientId: client_id as ClientId,
    agent: { workspaceId, userId: randomUUID() as UserId, memberId: randomUUID() as MemberId, role: 'agent' } as const,
    learn: (answer: ProfileAnswer) =>
      learnProfile(desk, () => Promise.resolve(answer), { workspaceId, conversationId: id as ConversationId }),
    askAgain: () => desk.db.transaction().execute((tx) => askNames(tx, desk, { workspaceId, channelId })),
    name: async () => (await desk.db.selectFrom('clients').select('name').executeTakeFirstOrThrow()).name,
  }
}

test('U7: a name that Facebook refused for a moment is asked for again by the queue, and with a message a minute later', async () => {
  const { learn, name, hear, moveClock, profileJobs } = await openNamelessDesk()
  await expect(learn({ kind: 'not-now', why: '32' })).rejects.toThrow('32')
  expect(await name()).toBeNull()
  expect(profileJobs).toHaveLength(1)
  moveClock(A_MINUTE_LATER)
  await hear(textFrom({ mid: 'm_2' }))
  expect(profileJobs).toHaveLength(2)
  await learn(ORLA)
  expect(await name()).toBe('Orla Finch')
  moveClock(2 * A_MINUTE_LATER)
  await hear(textFrom({ mid: 'm_3' }))
  expect(profileJobs).toHaveLength(2)
})

test('U7: a person of whom Facebook tells no name for good is not asked for with each message, but after a reconnection', async () => {
  const { learn, hear, moveClock, profileJobs, askAgain } = await openNamelessDesk()
  await learn({ kind: 'untold' })
  moveClock(A_MINUTE_LATER)
  await hear(textFrom({ mid: 'm_2' }))
  expect(profileJobs).toHaveLength(1)
  await askAgain()
  expect(profileJobs).toHaveLength(2)
})

test('U7: where the app may not read profiles the queue rests, and a message a minute later asks again', async () => {
  const { learn, hear, moveClock, profileJobs } = await openNamelessDesk()
  await learn({ kind: 'not-granted' })
  moveClock(A_MINUTE_LATER)
  await hear(textFrom({ mid: 'm_2' }))
  expect(profileJobs).toHaveLength(2)
})

test('U7: of who writes many messages in a minute is asked once, not with each of them', async () => {
  const { hear, profileJobs } = await openNamelessDesk()
  for (const mid of ['m_2', 'm_3', 'm_4']) {
    await hear(textFrom({ mid }))
  }
  expect(profileJobs).toHaveLength(1)
})

test('U7: a name that a colleague wrote stays, whatever Facebook tells; taken away, Facebook is asked', async () => {
  const { desk, clock, clientId, agent, learn, name, profileJobs } = await openNamelessDesk()
  await learn({ kind: 'untold' })
  await describeClient(desk, agent, { clientId, name: '  Orla of the bakery ' })
  expect(await name()).toBe('Orla of the bakery')
  clock.now = new Date(clock.now.getTime() + 60_000)
  await learn(ORLA)
  expect(await name()).toBe('Orla of the bakery')
  await describeClient(desk, agent, { clientId, name: '' })
  expect(await name()).toBe('Orla Finch')
  expect(profileJobs).toHaveLength(2)
})

test('who is known is asked for again with the first message after 30 days, and what is told then is shown', async () => {
  const { desk, clock, learn, name, hear, moveClock, profileJobs } = await openNamelessDesk()
  await learn(told({ name: 'Orla Finch', pictureUrl: 'https://pictures.test/1.png', locale: 'en_IE', utcOffsetMinutes: 0 }))
  moveClock(A_MONTH_LATER - 60_000)
  await hear(textFrom({ mid: 'm_2', at: Date.now() + A_MONTH_LATER - 60_000 }))
  expect(profileJobs).toHaveLength(1)
  moveClock(A_MONTH_LATER)
  await hear(textFrom({ mid: 'm_3', at: Date.now() + A_MONTH_LATER }))
  expect(profileJobs).toHaveLength(2)
  clock.now = new Date(clock.now.getTime() + A_MONTH_LATER)
  await learn(told({ name: 'Orla Finch-Byrne', pictureUrl: 'https://pictures.test/2.png' }))
  expect(await name()).toBe('Orla Finch-Byrne')
  const known = ['name', 'picture_url', 'locale', 'utc_offset_minutes'] as const
  expect(await desk.db.selectFrom('identities').select(known).executeTakeFirstOrThrow()).toEqual({
    name: 'Orla Finch-Byrne',
    picture_url: 'https://pictures.test/2.png',
    locale: 'en_IE',
    utc_offset_minutes: 0,
  })
})

test('B24: what a colleague wrote and what Facebook tells are kept apart, and saving an unchanged name writes none', async () => {
  const { desk, clientId, agent, learn, name } = await openNamelessDesk()
  await learn(ORLA)
  await describeClient(desk, agent, { clientId, name: 'Orla Finch', phone: '+353 1 555 0147' })
  await learnLater()
  expect(await name()).toBe('Orla Byrne')

  async function learnLater(): Promise<void> {
    await desk.db.updateTable('identities').set({ profile_checked_at: null }).execute()
    await learn(told({ name: 'Orla Byrne' }))
  }
})
