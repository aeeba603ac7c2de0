import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { branchOf, type Joint } from '#domain/clients/merging.ts'
import type { ClientId, ConversationId, MemberId, UserId } from '#domain/ids.ts'
import { readClient } from '#storage/clients/read.ts'
import { clientFaces } from '#storage/clients/shown.ts'
import { openIntakeDesk, textFrom } from '#test/intake-desk.ts'
import { setClientNote, setClientVip } from './change-client.ts'
import { describeClient } from './describe-client.ts'
import { learnProfile } from './learn-profile.ts'
import { mergeClients } from './merge-clients.ts'
import { splitClient } from './split-client.ts'

/** Persons who wrote to a Page once, each a client with one identity, and an agent. */
async function openCrowd(count: number) {
  const intake = await openIntakeDesk()
  const { desk, workspaceId, hear } = intake
  const persons = Array.from({ length: count }, (_, index) => String(7001 + index))
  await hear(...persons.map((person) => textFrom({ person, mid: `first_${person}` })))
  const rows = await desk.db.selectFrom('identities').select(['client_id', 'external_id']).orderBy('external_id').execute()
  const clients = rows.map(({ client_id: id }) => id as ClientId)
  const agent = { workspaceId, userId: randomUUID() as UserId, memberId: randomUUID() as MemberId, role: 'agent' } as const
  const at = (index: number): ClientId => clients[index] ?? ('' as ClientId)
  return {
    ...intake,
    agent,
    persons,
    clients,
    at,
    card: async (id: ClientId) => {
      const card = await readClient(desk.db, workspaceId, id)
      if (!card) {
        throw new Error(`no client ${id}`)
      }
      return card
    },
    merge: (staying: ClientId, joining: ClientId) => mergeClients(desk, agent, { clientId: staying, joiningId: joining }),
    standing: async () =>
      (await desk.db.selectFrom('client_merges').selectAll().where('split_at', 'is', null).orderBy('id').execute()).map(
        ({ id, survivor_id, joined_id }) => ({ id, survivorId: survivor_id as ClientId, joinedId: joined_id as ClientId }),
      ),
    /** What stands in the rows of clients, identities, conversations and tickets, but for who joined whom. */
    rows: async () => ({
      clients: (await desk.db.selectFrom('clients').selectAll().orderBy('id').execute()).map(({ merged_into: _joined, ...own }) => own),
      identities: await desk.db.selectFrom('identities').selectAll().orderBy('external_id').execute(),
      conversations: await desk.db.selectFrom('conversations').select(['id', 'client_id', 'window_closes_at']).orderBy('id').execute(),
      tickets: await desk.db.selectFrom('tickets').selectAll().orderBy('id').execute(),
    }),
  }
}

type Crowd = Awaited<ReturnType<typeof openCrowd>>

const rootOf = (id: string, joints: readonly Joint[]): string => {
  const joint = joints.find(({ joinedId }) => joinedId === id)
  return joint ? rootOf(joint.survivorId, joints) : id
}

/** Every client is shown as the root of its tree, and every identity, ticket and note by exactly one living client. */
async function expectWhole({ desk, workspaceId, clients, card, standing }: Crowd, said: ReadonlyMap<string, number>): Promise<void> {
  const joints = await standing()
  const faces = await clientFaces(desk.db, workspaceId, clients)
  expect(new Map(faces.map(({ ownId, id }) => [ownId, id]))).toEqual(new Map(clients.map((id) => [id, rootOf(id, joints)])))
  const living = clients.filter((id) => rootOf(id, joints) === id)
  const cards = await Promise.all(living.map(card))
  for (const each of cards) {
    const branch = branchOf(each.id, joints).toSorted()
    expect([each.id, ...each.merged.map(({ id }) => id)].toSorted()).toEqual(branch)
    expect(each.identities.map(({ clientId }) => clientId).toSorted()).toEqual(branch)
  }
  expect(cards.reduce((sum, each) => sum + each.ticketCount, 0)).toBe(clients.length)
  const { rows } = await sql<{ person: string; count: number }>`
    select co.subject ->> 'personId' as person, count(*)::int as count from entries e join conversations co on co.id = e.conversation_id group by 1`.execute(
    desk.db,
  )
  expect(new Map(rows.map(({ person, count }) => [person, count]))).toEqual(said)
}

const PERSONS = 5
const person = fc.nat(PERSONS - 1)
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('merge' as const), staying: person, joining: person }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('split' as const), which: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('write' as const), who: person }) },
)

test('whatever is merged and split in whatever order, with messages between, is lost nowhere and is of one living client', async () => {
  const crowd = await openCrowd(PERSONS)
  const { desk, agent, clients, persons, hear, merge, standing, rows } = crowd
  for (const [index, clientId] of clients.entries()) {
    await describeClient(desk, agent, {
      clientId,
      name: `Person ${index}`,
      phone: `+31 6 5550 110${index}`,
      email: `p${index}@example.org`,
    })
    await setClientNote(desk, agent, { clientId, note: `Note ${index}`, before: '' })
  }
  await setClientVip(desk, agent, { clientId: crowd.at(1), isVip: true })
  const before = (await rows()).clients
  const said = new Map(persons.map((each) => [each, 1]))
  let mids = 0
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 12 }), async (happenings) => {
      for (const each of happenings) {
        if (each.what === 'merge' && each.staying !== each.joining) {
          // Whoever joined another meanwhile is refused.
          await merge(crowd.at(each.staying), crowd.at(each.joining)).catch((error: unknown) =>
            expect(error).toMatchObject({ code: 'conflict' }),
          )
        } else if (each.what === 'split') {
          const all = await standing()
          const chosen = all[each.which % Math.max(all.length, 1)]
          if (chosen) {
            await splitClient(desk, agent, { clientId: chosen.survivorId, mergeId: chosen.id })
          }
        } else if (each.what === 'write') {
          const who = persons[each.who] ?? ''
          await hear(textFrom({ person: who, mid: `m_${(mids += 1)}` }))
          said.set(who, (said.get(who) ?? 0) + 1)
        }
        await expectWhole(crowd, said)
      }
    }),
    { numRuns: 25 },
  )
  for (const { id, survivorId } of await standing()) {
    await splitClient(desk, agent, { clientId: survivorId, mergeId: id })
  }
  await expectWhole(crowd, said)
  expect((await rows()).clients).toEqual(before)
}, 120_000)

test('a split brings back exactly what each had, and what came since is with whose identity it came by', async () => {
  const crowd = await openCrowd(2)
  const { desk, agent, at, card, merge, hear, persons, rows } = crowd
  const [noor, akker] = [at(0), at(1)]
  await describeClient(desk, agent, { clientId: noor, name: 'Noor van den Akker', phone: '+31 6 5550 1147' })
  await describeClient(desk, agent, { clientId: akker, phone: '+31 30 555 0190' })
  await setClientNote(desk, agent, { clientId: akker, note: 'Asked for a child seat', before: '' })
  await setClientVip(desk, agent, { clientId: akker, isVip: true })
  const [before, cards] = [await rows(), [await card(noor), await card(akker)]]
  await merge(noor, akker)
  const merged = await card(noor)
  expect(merged).toMatchObject({ shownName: 'Noor van den Akker', phone: '+31 6 5550 1147', note: '', ticketCount: 2 })
  expect(merged.merged).toMatchObject([{ id: akker, phone: '+31 30 555 0190', note: 'Asked for a child seat', mergedBy: agent.userId }])
  expect(await card(akker)).toEqual(merged)
  expect((await clientFaces(desk.db, agent.workspaceId, [akker])).map(({ isVip, name }) => [isVip, name])).toEqual([
    [true, 'Noor van den Akker'],
    [true, 'Noor van den Akker'],
  ])
  expect(await rows()).toEqual(before)
  await splitClient(desk, agent, { clientId: noor, mergeId: merged.merged[0]?.mergeId ?? '' })
  expect([await card(noor), await card(akker)]).toEqual(cards)
  await merge(akker, noor)
  await hear(textFrom({ person: persons[0] ?? '', mid: 'm_since', text: 'It came by Noor’s identity' }))
  const again = await card(akker)
  await splitClient(desk, agent, { clientId: akker, mergeId: again.merged[0]?.mergeId ?? '' })
  expect((await card(noor)).tickets.map(({ text }) => text)).toEqual(['It came by Noor’s identity'])
  expect(await card(akker)).toEqual(cards[1])
})

test('who joins a nameless client lends it a name, and what a channel tells of either is kept apart', async () => {
  const { desk, agent, at, card, merge, workspaceId } = await openCrowd(2)
  await describeClient(desk, agent, { clientId: at(1), name: 'N. Akker' })
  await merge(at(0), at(1))
  expect(await card(at(0))).toMatchObject({ name: null, shownName: 'N. Akker' })
  const profile = { name: 'Noor Akker', pictureUrl: undefined, locale: 'nl_NL', utcOffsetMinutes: 60 }
  for (const { id } of await desk.db.selectFrom('conversations').select('id').execute()) {
    await learnProfile(desk, () => Promise.resolve({ kind: 'told', profile }), { workspaceId, conversationId: id as ConversationId })
  }
  expect(await card(at(0))).toMatchObject({ name: 'Noor Akker', shownName: 'Noor Akker', merged: [{ name: 'N. Akker' }] })
})

test('asked twice, or by two agents at once, clients are merged once and split once', async () => {
  const { desk, agent, at, merge, standing } = await openCrowd(3)
  await Promise.all([merge(at(0), at(1)), merge(at(1), at(0)), merge(at(0), at(1))])
  const [only, ...others] = await standing()
  expect(others).toEqual([])
  const split = () => splitClient(desk, agent, { clientId: at(0), mergeId: only?.id ?? '' })
  await Promise.all([split(), split(), split()])
  await split()
  expect(await standing()).toEqual([])
  const types = await desk.db.selectFrom('events').select('type').where('type', 'like', 'client.%').orderBy('id').execute()
  expect(types.map(({ type }) => type)).toEqual(['client.merged', 'client.split'])
})

test('agents who merge and split all at once, while customers write, never wait in a circle and leave whole trees', async () => {
  const crowd = await openCrowd(6)
  const { desk, agent, clients, persons, at, merge, hear, standing } = crowd
  const said = new Map(persons.map((each) => [each, 1]))
  const outcomes: string[] = []
  const attempt = (act: Promise<void>) =>
    act.then(() => outcomes.push('done')).catch((error: { code?: string }) => outcomes.push(String(error.code)))
  for (let round = 0; round < 6; round += 1) {
    const all = await standing()
    await Promise.all([
      ...clients.map((_, index) => attempt(merge(at(index), at((index + 1 + (round % (clients.length - 1))) % clients.length)))),
      ...all.map(({ id, survivorId }) => attempt(splitClient(desk, agent, { clientId: survivorId, mergeId: id }))),
      ...clients.map((clientId) => attempt(setClientVip(desk, agent, { clientId, isVip: round % 2 === 0 }))),
      hear(...persons.map((each) => textFrom({ person: each, mid: `m_${round}_${each}` }))),
    ])
    persons.forEach((each) => said.set(each, (said.get(each) ?? 0) + 1))
    await expectWhole(crowd, said)
  }
  expect(new Set(outcomes)).toEqual(new Set(['done', 'conflict']))
}, 60_000)

test('whoever is of another workspace, or is nobody, is not there, and nobody is merged with themselves', async () => {
  const { desk, agent, at, merge } = await openCrowd(2)
  const stranger = { ...agent, workspaceId: randomUUID() as typeof agent.workspaceId }
  await expect(mergeClients(desk, stranger, { clientId: at(0), joiningId: at(1) })).rejects.toMatchObject({ code: 'not-found' })
  await expect(merge(at(0), randomUUID() as ClientId)).rejects.toMatchObject({ code: 'not-found' })
  await expect(merge(at(0), at(0))).rejects.toMatchObject({ code: 'invalid' })
  await merge(at(0), at(1))
  const { id } = await desk.db.selectFrom('client_merges').select('id').executeTakeFirstOrThrow()
  await expect(splitClient(desk, stranger, { clientId: at(0), mergeId: id })).rejects.toMatchObject({ code: 'not-found' })
  await expect(splitClient(desk, { ...agent, role: 'employee' }, { clientId: at(0), mergeId: id })).rejects.toMatchObject({
    code: 'not-allowed',
  })
})
