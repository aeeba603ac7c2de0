import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SaidThere, Sight } from '#domain/acts/sight.ts'
import type { ChannelPort } from '#domain/channels/channel-port.ts'
import type { ActId, WorkspaceId } from '#domain/ids.ts'
import { FREE_PACE } from '#test/free-pace.ts'
import { openTicketDesk, type Company, type TicketDesk } from '#test/ticket-desk.ts'
import { settleDoubt } from './settle-doubt.ts'

let desk: TicketDesk
let ours: Company
let comments = 0
const THREE_MINUTES_MS = 3 * 60_000

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('1067280970047461')
})
afterAll(() => desk.close())

/** Somebody comments, and a colleague does something of which nobody knows whether Facebook did it. */
async function doubtful(
  wish: { readonly act?: string; readonly text?: string },
  sinceMs = 0,
  byHand?: { readonly id: string; readonly message: string },
) {
  comments += 1
  const [id, time] = [`62${comments}`, Math.floor(Date.now() / 1000)]
  const from = { id: `82${comments}`, name: `Kim ${comments}` }
  const at = { item: 'comment', verb: 'add', from, post_id: `${ours.page}_901`, parent_id: `${ours.page}_901` }
  const value = { ...at, comment_id: `901_${id}`, message: 'How much?', created_time: time }
  await desk.hear({ object: 'page', entry: [{ id: ours.page, time, changes: [{ field: 'feed', value }] }] })
  if (byHand) {
    const said = { ...value, from: { id: ours.page }, comment_id: `901_${byHand.id}`, parent_id: `901_${id}`, message: byHand.message }
    await desk.hear({ object: 'page', entry: [{ id: ours.page, time, changes: [{ field: 'feed', value: said }] }] })
  }
  const { tickets } = (await desk.call(ours.administrator, 'GET /tickets?limit=100')).body
  const { id: ticketId } = tickets.find(({ client }: { client: { name: string } }) => client.name === from.name)
  const [line] = await desk.messagesOf(ours, ticketId)
  const path = wish.act === undefined ? `${ticketId}/replies` : `${ticketId}/messages/${line?.id}/acts`
  await desk.call(ours.agent, `POST /tickets/${path}`, { body: wish, key: v7() })
  const { db } = desk.desk
  const { id: actId } = await db.selectFrom('acts').select('id').orderBy('created_at', 'desc').limit(1).executeTakeFirstOrThrow()
  await db
    .updateTable('acts')
    .set({ state: 'unconfirmed', state_at: new Date(Date.now() - sinceMs) })
    .where('id', '=', actId)
    .execute()
  const job = { workspaceId: ours.workspaceId as WorkspaceId, actId: actId as ActId }
  return {
    see: (sight: Sight) => settleDoubt(desk.desk, showing(sight), job),
    lines: () => desk.messagesOf(ours, ticketId),
  }
}

/** A channel that shows this, and is asked to do nothing. */
function showing(sight: Sight): ChannelPort {
  const refuse = () => Promise.reject(new Error('Nothing may be done to settle a doubt.'))
  const channel = {
    ...FREE_PACE,
    keyName: 'key',
    bring: refuse,
    show: refuse,
    carry: refuse,
    mayReplyPrivately: refuse,
    look: () => Promise.resolve(sight),
  }
  return { open: () => Promise.resolve({ kind: 'open', channel }) }
}

const saidAs = (externalId: string, at = new Date()) => ({ externalId, calledAs: `901_${externalId}`, at })
const listed = (...said: readonly SaidThere[]): Sight => ({ kind: 'listed', said, isWhole: true })

test('an answer that stands among the newest ones was posted; the same words a second time are the second answer', async () => {
  const [first, second] = [await doubtful({ text: 'Forty' }), await doubtful({ text: 'Forty' })]
  await first.see(listed(saidAs('7101')))
  await second.see(listed(saidAs('7101'), saidAs('7102')))
  expect([await first.lines(), await second.lines()].map((lines) => lines.at(-1))).toMatchObject([{ state: 'sent' }, { state: 'sent' }])
  const named = await desk.desk.db.selectFrom('entries').select('id').where('external_id', 'in', ['7101', '7102']).execute()
  expect(named).toHaveLength(2)
})

test('what the Page had said by hand before, in the same words, is not the answer that nobody confirmed', async () => {
  const { see, lines } = await doubtful({ text: 'Sixty' }, THREE_MINUTES_MS, { id: '7103', message: 'Sixty' })
  await see(listed(saidAs('7103')))
  expect((await lines()).slice(1)).toMatchObject([{ author: { kind: 'elsewhere' } }, { state: 'failed', failure: { reason: 'no-answer' } }])
})

test('what the Page says by hand long after, in the same words, is not the answer that nobody confirmed', async () => {
  const { see, lines } = await doubtful({ text: 'Seventy' }, 2 * 3_600_000)
  await see(listed(saidAs('7104')))
  expect((await lines()).at(-1)).toMatchObject({ state: 'failed', failure: { reason: 'no-answer' } })
})

test('what does not stand there may still come; after two minutes it was not posted, and may be tried again', async () => {
  const fresh = await doubtful({ text: 'Fifty' })
  await expect(fresh.see(listed())).rejects.toThrow('does not show it yet')
  expect((await fresh.lines()).at(-1)).toMatchObject({ state: 'unconfirmed' })
  const old = await doubtful({ text: 'Fifty' }, THREE_MINUTES_MS)
  await old.see(listed())
  expect((await old.lines()).at(-1)).toMatchObject({ state: 'failed', failure: { reason: 'no-answer' } })
})

test('an act is told as done where Facebook shows it so, and stays in doubt where nobody can tell', async () => {
  const hidden = await doubtful({ act: 'hide' })
  await hidden.see({ kind: 'done' })
  expect(await hidden.lines()).toMatchObject([{ isHidden: true, acts: [{ act: 'hide', state: 'sent' }] }])
  const blocked = await doubtful({ act: 'block' })
  await blocked.see({ kind: 'done' })
  expect(await blocked.lines()).toMatchObject([{ isAuthorBlocked: true, acts: [{ act: 'block', state: 'sent' }] }])
  const unclear = await doubtful({ act: 'reply-privately', text: 'Hello' }, THREE_MINUTES_MS)
  await unclear.see({ kind: 'unclear' })
  expect(await unclear.lines()).toMatchObject([{ acts: [{ state: 'unconfirmed' }] }])
})
