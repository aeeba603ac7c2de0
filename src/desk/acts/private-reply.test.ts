import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { ActId } from '#domain/ids.ts'
import { readTicket } from '#storage/tickets/read.ts'
import { deliveryBy, echoTo, textFrom } from '#test/intake-desk.ts'
import type { OddAnswer, SendCall } from '#test/odd-graph.ts'
import { openSendingDesk } from '#test/sending-desk.ts'

/** Who has a ticket in private already, and who is new there. */
const [KNOWN, NEW] = ['7001', '7009']

/** A colleague answers a comment privately; Facebook says that it reached this person. */
async function openAnsweringDesk(person = KNOWN, from?: object | null) {
  const sending = await openSendingDesk()
  const { desk, intake, graph } = sending
  const comment = await sending.comment(from)
  await comment.moderate({ kind: 'say-privately', text: 'Forty' })
  const echo = (call: SendCall | undefined, more: object = { metadata: call?.message.metadata }) =>
    intake.hear(echoTo({ person, mid: 'mid-1', text: 'Forty', at: Date.now() + 1000, more: { ...more } }))
  return {
    ...sending,
    ...comment,
    ticket: () => readTicket(desk.db, intake.workspaceId, sending.ticketId),
    answer: { status: 200, body: { recipient_id: person, message_id: 'mid-1' } } satisfies OddAnswer,
    echo,
    echoNow: () => echo(graph.calls.at(-1)),
    /** As the queue does in a while. */
    settleAll: async () => {
      for (const job of intake.doubtJobs.splice(0)) {
        await sending.settle(job)
      }
    },
    there: () => privately(sending, person),
  }
}

type SendingDesk = Awaited<ReturnType<typeof openSendingDesk>>

/** What stands in the private conversation, and whose it is. */
async function privately({ desk }: SendingDesk, person: string) {
  const { rows } = await sql`
    select e.text, e.author_kind, e.author_id, t.status, t.unanswered_count, co.answered_until,
           (select count(*)::int from clients) as clients, author.client_id = co.client_id as is_the_commenter
      from entries e join conversations co on co.id = e.conversation_id
      left join tickets t on t.id = e.ticket_id
      left join entries head on head.thing = 'comment' and head.external_id = '61'
      left join identities author on author.kind = 'author'
       and author.external_id = coalesce(head.author_external_id, 'unnamed:comment:61')
     where co.subject_key = ${`direct:${person}`} order by e.occurred_at`.execute(desk.db)
  return rows
}

/** In each order in which Facebook may tell: its answer to our call, the echo, and that it was delivered. */
const ORDERS = {
  'the answer comes first': async (desk: Answering) => {
    await desk.turn()
    await desk.echoNow()
  },
  'the echo comes first': async (desk: Answering) => {
    desk.graph.hooks.beforeAnswer = (call) => desk.echo(call)
    await desk.turn()
  },
  'the echo comes first and names nothing': async (desk: Answering) => {
    desk.graph.hooks.beforeAnswer = (call) => desk.echo(call, {})
    await desk.turn()
  },
  'a receipt comes first': async (desk: Answering) => {
    const until = Date.now() + 2000
    desk.graph.hooks.beforeAnswer = () => desk.intake.hear(deliveryBy({ person: KNOWN, mids: ['mid-1'], until }))
    await desk.turn()
    await desk.echoNow()
  },
  'the answer is lost': async (desk: Answering) => {
    desk.graph.answers[0] = 'cut'
    await desk.turn()
    await desk.echoNow()
    await desk.settleAll()
  },
}
type Answering = Awaited<ReturnType<typeof openAnsweringDesk>>

test.each(Object.entries(ORDERS))(
  'a private reply stands in the ticket that is open in private, and what waits there waits on: %s',
  async (_how, happen) => {
    const desk = await openAnsweringDesk()
    desk.graph.answers.push(desk.answer)
    await happen(desk)
    const ours = { text: 'Forty', author_kind: 'member', author_id: desk.actor.userId }
    const waiting = { status: 'new', unanswered_count: 1, answered_until: null }
    expect(await desk.there()).toMatchObject([
      { author_kind: 'client', ...waiting },
      { ...ours, ...waiting },
    ])
    expect(await desk.act()).toMatchObject({ state: 'sent', failure: null, result: { personId: KNOWN, externalId: 'mid-1' } })
    const told = await desk.desk.db
      .selectFrom('events')
      .select('type')
      .where('ticket_id', '=', desk.ticketId)
      .where('type', '=', 'entry.added')
      .execute()
    expect(told).toHaveLength(2)
  },
)

test('a private reply is shown in its ticket at once, before any echo', async () => {
  const desk = await openAnsweringDesk()
  desk.graph.answers.push(desk.answer)
  await desk.turn()
  expect(await desk.ticket()).toMatchObject({
    lastLine: { line: 'our-message', text: 'Forty', state: 'sent', author: { id: desk.actor.userId } },
  })
})

test.each([
  ['with their name', undefined],
  ['without one', null],
])('whoever commented %s is the one whom the private reply reached, whatever comes first', async (_how, from) => {
  for (const order of ['the answer comes first', 'the echo comes first'] as const) {
    const desk = await openAnsweringDesk(NEW, from)
    desk.graph.answers.push(desk.answer)
    await ORDERS[order](desk)
    expect(await desk.there()).toMatchObject([{ text: 'Forty', author_kind: 'member', status: null, is_the_commenter: true, clients: 3 }])
    await desk.intake.hear(textFrom({ person: NEW, mid: 'm-thanks', text: 'Thanks', at: Date.now() + 5000 }))
    expect(await desk.there()).toMatchObject([{ status: 'new' }, { text: 'Thanks', status: 'new', is_the_commenter: true }])
  }
})

test('an echo settles a private reply that was told as not sent, and not the one that a colleague tried after it', async () => {
  const desk = await openAnsweringDesk()
  desk.graph.answers.push('cut')
  await desk.turn()
  const first = await desk.act()
  await desk.desk.db.updateTable('acts').set({ state: 'failed', failure: '{"reason":"no-answer"}' }).where('id', '=', first.id).execute()
  await desk.moderate({ kind: 'say-privately', text: 'Fifty' })
  const second = await desk.act()
  desk.intake.doubtJobs.length = 0
  await desk.echo(desk.graph.calls[0])
  expect(desk.intake.doubtJobs).toEqual([
    { workspaceId: desk.intake.workspaceId, actId: first.id as ActId, heard: { externalId: 'mid-1', personId: KNOWN } },
  ])
  await desk.settleAll()
  const states = await desk.desk.db.selectFrom('acts').select(['id', 'state', 'failure']).orderBy('created_at').execute()
  expect(states).toEqual([
    { id: first.id, state: 'sent', failure: null },
    { id: second.id, state: 'queued', failure: null },
  ])
  await desk.echo(desk.graph.calls[0])
  expect(desk.intake.doubtJobs).toEqual([])
})
