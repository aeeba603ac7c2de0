import { afterAll, beforeAll, expect, test } from 'vitest'
import { FULL_PAGE } from '#test/cast.ts'
import { startConnectedDesk, type ConnectedDesk } from '#test/connected-desk.ts'

/** The desk was away for so long that Facebook took its app off the Page, and says nothing of it. */
let world: ConnectedDesk

const HOUR = 3_600_000
const PEOPLE = 12
const EACH = 5

beforeAll(async () => {
  world = await startConnectedDesk()
}, 120_000)
afterAll(() => world?.close())

const fields = async () => {
  const { pages } = await world.sandbox.control<{ pages: { id: string; subscribed_fields: string[] }[] }>('GET', 'world')
  return pages.find(({ id }) => id === FULL_PAGE)?.subscribed_fields ?? []
}
const channel = async () => (await world.api('GET /channels')).channels[0]
const happenings = async () =>
  (await world.api(`GET /channels/${(await channel()).id}/history`)).happenings as { what: string; detail: object }[]

async function inDesk(): Promise<string[]> {
  const { tickets } = await world.api('GET /tickets?limit=100')
  const all = await Promise.all(tickets.map(({ id }: { id: string }) => world.api(`GET /tickets/${id}/messages?limit=200`)))
  return all.flatMap(({ messages }) =>
    messages.filter(({ author }: { author?: { kind: string } }) => author?.kind === 'client').map(({ text }: { text: string }) => text),
  )
}

test('N1, fault: a desk that was away longer than Facebook tries has all that was written in private and in public, once, and Facebook tells it again', async () => {
  await world.sandbox.control('PATCH', 'settings', { webhook_unsubscribe_after_ms: 0, webhook_give_up_ms: 1000 })
  await world.kill()
  const people: string[] = []
  for (let one = 0; one < PEOPLE; one += 1) {
    people.push((await world.sandbox.control<{ id: string }>('POST', 'people', { name: `Person ${one}` })).id)
  }
  for (let message = 0; message < EACH; message += 1) {
    for (const [place, person] of people.entries()) {
      await world.write(person, `Message ${message} of ${place}`)
    }
  }
  const post = await world.sandbox.control<{ id: string }>('POST', 'posts', { page_id: FULL_PAGE, message: 'Tulips are here' })
  for (const [place, person] of people.entries()) {
    await world.sandbox.control('POST', 'comments', { object_id: post.id, person_id: person, message: `Comment of ${place}` })
  }
  await expect.poll(async () => (await fields()).includes('messages'), { timeout: 30_000 }).toBe(false)
  await world.sandbox.control('PATCH', 'settings', { webhook_unsubscribe_after_ms: HOUR })
  await world.start()
  await expect.poll(async () => (await happenings()).map(({ what }) => what), { timeout: 60_000 }).toContain('recovered')
  expect((await fields()).includes('messages')).toBe(true)
  const wanted = people.flatMap((_, place) => [
    `Comment of ${place}`,
    ...Array.from({ length: EACH }, (_message, message) => `Message ${message} of ${place}`),
  ])
  expect((await inDesk()).toSorted()).toEqual(wanted.toSorted())
})
