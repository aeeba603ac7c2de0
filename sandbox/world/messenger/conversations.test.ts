import { beforeEach, expect, test } from 'vitest'
import { conversationBetween, markDelivered, markRead, openConversation, pageWrites, personWrites } from './conversations.ts'
import { makeWorld } from '../make-world.ts'
import { FIRST_PAGE_ID } from '../seed.ts'
import { threadById } from './threads.ts'
import type { Page, Person, World } from '../world.ts'

let world: World
let page: Page
let person: Person
let now: number

beforeEach(() => {
  now = 1_000_000
  world = makeWorld({ id: '1', secret: 's', verifyToken: 'v', redirectUris: [] }, undefined, { realNow: () => now })
  const found = world.state.pages.get(FIRST_PAGE_ID)
  const customer = [...world.state.people.values()].find(({ id }) => !found?.roles.has(id))
  if (!found || !customer) {
    throw new Error('The seed has no Page or no customer.')
  }
  page = found
  person = customer
})

const say = (text: string) => ({ text, appId: '1', attachments: [] })

test('nobody has written at the start', () => {
  expect(world.state.conversations.size).toBe(0)
})

test('a person has another PSID on every Page, and the same one each time', () => {
  const other = [...world.state.pages.values()].find(({ id }) => id !== page.id) ?? page
  personWrites(world, { page, person }, { text: 'one' })
  personWrites(world, { page, person }, { text: 'two' })
  personWrites(world, { page: other, person }, { text: 'three' })
  expect(world.state.conversations.size).toBe(2)
  expect(conversationBetween(world, page.id, person.id)?.psid).not.toBe(conversationBetween(world, other.id, person.id)?.psid)
})

test('two messages never share a millisecond', () => {
  const times = [personWrites(world, { page, person }, { text: 'one' }), personWrites(world, { page, person }, { text: 'two' })].map(
    ({ at }) => at,
  )
  expect(times).toEqual([now, now + 1])
})

test('what the Page writes does not open the window', () => {
  const conversation = openConversation(world, page, person)
  pageWrites(world, conversation, say('hello'))
  expect(conversation.openedAt).toBeUndefined()
})

test('a mark moves to the last message of the Page, never back', () => {
  const conversation = openConversation(world, page, person)
  const first = pageWrites(world, conversation, say('one'))
  const second = pageWrites(world, conversation, say('two'))
  expect(markDelivered(world, conversation, first.at)).toBe(true)
  expect(conversation.deliveredUpTo).toBe(first.at)
  expect(markRead(world, conversation, second.at)).toBe(true)
  expect([conversation.deliveredUpTo, conversation.readUpTo]).toEqual([second.at, second.at])
  expect(markRead(world, conversation, first.at)).toBe(false)
})

test('what a person writes is not delivered to themselves', () => {
  personWrites(world, { page, person }, { text: 'hi' })
  const conversation = openConversation(world, page, person)
  expect(markDelivered(world, conversation, now + 1000)).toBe(false)
})

test('a thread is known by its id as soon as it is opened, also after another was asked for', () => {
  expect(threadById(world, 't_1')).toBeUndefined()
  const conversation = openConversation(world, page, person)
  expect(threadById(world, conversation.id)).toBe(conversation)
})
