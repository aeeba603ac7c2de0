import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ClientId, ConversationId, MemberId, UserId } from '#domain/ids.ts'
import { giveKey, onlyChannel } from '#test/channels.ts'
import { openIntakeDesk, textFrom } from '#test/intake-desk.ts'
import { askNames } from './ask-names.ts'
import { learnProfile, type ProfileAnswer } from './learn-profile.ts'
import { nameClient } from './name-client.ts'

const A_MINUTE_LATER = 61_000
const ORLA: ProfileAnswer = { kind: 'told', name: 'Orla Finch', pictureUrl: undefined }

/** A person who wrote to a Page once, and a Facebook that answers as it is told. */
async function openNamelessDesk() {
  const intake = await openIntakeDesk()
  const key = Buffer.from('sealed')
  await giveKey(intake.desk, intake, key)
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
    channel: () => onlyChannel(desk, workspaceId),
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

test.each<[string, ProfileAnswer, object]>([
  ['a dead key', { kind: 'key-dead', code: 190, subcode: 460 }, { kind: 'key-dead', code: 190, subcode: 460 }],
  ['a key that cannot be opened', { kind: 'key-unreadable' }, { kind: 'key-unreadable' }],
])('R5: %s, met while a name is asked for, shows on the channel', async (_what, answer, problem) => {
  const { learn, channel } = await openNamelessDesk()
  await learn(answer)
  expect(await channel()).toMatchObject({ state: 'disconnected', problem })
})

test('U7: a name that a colleague wrote stays, whatever Facebook tells; taken away, Facebook is asked', async () => {
  const { desk, clock, clientId, agent, learn, name, profileJobs } = await openNamelessDesk()
  await learn({ kind: 'untold' })
  await nameClient(desk, agent, { clientId, name: '  Orla of the bakery ' })
  expect(await name()).toBe('Orla of the bakery')
  clock.now = new Date(clock.now.getTime() + 60_000)
  await learn(ORLA)
  expect(await name()).toBe('Orla of the bakery')
  await nameClient(desk, agent, { clientId, name: '' })
  expect(await name()).toBeNull()
  expect(profileJobs).toHaveLength(2)
  await learn(ORLA)
  expect(await name()).toBe('Orla Finch')
})
