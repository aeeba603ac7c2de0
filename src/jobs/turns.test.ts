import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { v7 } from 'uuid'
import type { ConversationId, WorkspaceId } from '#domain/ids.ts'
import { createTestDatabase } from '#test/database.ts'
import type { ConversationTurn } from './carry-in-turn.ts'
import { openJobQueue } from './queue.ts'

const TURNS_AT_ONCE = 64
const nothing = () => Promise.resolve()

/** The real queue, with a turn of each of so many conversations. */
async function queueOf(conversations: number, sendMessages: (turn: ConversationTurn) => Promise<void>) {
  const database = await createTestDatabase()
  onTestFinished(database.close)
  const queue = await openJobQueue({ connections: database.connections, log: pino({ level: 'silent' }) })
  onTestFinished(queue.stop)
  const workspaceId = v7() as WorkspaceId
  await database.db.transaction().execute(async (tx) => {
    for (let conversation = 0; conversation < conversations; conversation += 1) {
      await queue.port.sendMessages(tx, { workspaceId, conversationId: v7() as ConversationId })
    }
  })
  await queue.work({
    sendMessages,
    fetchProfile: nothing,
    fetchPost: nothing,
    openTickets: nothing,

    repairChannel: nothing,
    eraseChannel: nothing,
    importHistory: nothing,
    settleDoubt: nothing,
    learnPrivateReply: nothing,
    deliverMail: nothing,
    keepHouse: nothing,
  })
}

test('turns that wait aside hold up no others, and all end', async () => {
  const [conversations, over] = [TURNS_AT_ONCE * 2, Promise.withResolvers<void>()]
  let [waiting, ended] = [0, 0]
  await queueOf(conversations, async ({ waitAside }) => {
    waiting += 1
    if (waiting === conversations) {
      over.resolve()
    }
    await waitAside(over.promise)
    ended += 1
  })
  await expect.poll(() => ended, { timeout: 20_000, interval: 20 }).toBe(conversations)
})

test('turns that are at work are no more than so many', async () => {
  const [all, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let [atOnce, most, ended] = [0, 0, 0]
  const conversations = TURNS_AT_ONCE + 6
  await queueOf(conversations, async () => {
    atOnce += 1
    most = Math.max(most, atOnce)
    if (atOnce === TURNS_AT_ONCE) {
      all.resolve()
    }
    await over.promise
    atOnce -= 1
    ended += 1
  })
  await all.promise
  over.resolve()
  await expect.poll(() => ended, { timeout: 20_000, interval: 20 }).toBe(conversations)
  expect(most).toBe(TURNS_AT_ONCE)
})
