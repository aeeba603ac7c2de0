import { expect, test } from 'vitest'
import type { ActId } from '#domain/ids.ts'
import { refusal } from '#test/odd-graph.ts'
import { PAGE } from '#test/intake-desk.ts'
import { openSendingDesk } from '#test/sending-desk.ts'
import { resumeActs } from './resume.ts'

test('a deletion that a dead process left behind is done when Facebook says that nothing is there, and all below it is gone', async () => {
  const { comment, graph } = await openSendingDesk()
  const { moderate, leave, turn, act, entries } = await comment()
  await moderate({ kind: 'remove' })
  await leave()
  graph.answers.push(refusal(100, 33))
  expect(await turn()).toEqual({ kind: 'done' })
  expect(await act()).toMatchObject({ state: 'sent', failure: null })
  expect((await entries()).map(({ removed_at: removedAt }) => removedAt)).toEqual([expect.any(Date), expect.any(Date)])
})

test('what a dead process left behind and Facebook then refuses is in doubt, and is looked at once', async () => {
  const { comment, graph, intake } = await openSendingDesk()
  const { moderate, leave, turn, act } = await comment()
  await moderate({ kind: 'hide', isHidden: true })
  await leave()
  graph.answers.push(refusal(368))
  expect(await turn()).toEqual({ kind: 'done' })
  const { id, state } = await act()
  expect(state).toBe('unconfirmed')
  expect(intake.doubtJobs).toEqual([{ workspaceId: intake.workspaceId, actId: id }])
})

test('what a dead process left behind while the Page was disconnected goes on once somebody reconnects', async () => {
  const { comment, desk, intake, jobs } = await openSendingDesk()
  const { moderate, leave, turn, act } = await comment()
  await moderate({ kind: 'hide', isHidden: true })
  await leave()
  await desk.db.updateTable('channels').set({ state: 'disconnected' }).execute()
  expect(await turn()).toEqual({ kind: 'idle' })
  await desk.db.updateTable('channels').set({ state: 'connected' }).execute()
  jobs.length = 0
  const { workspaceId, channelId } = intake
  await desk.db.transaction().execute((tx) => resumeActs(tx, desk, { workspaceId, channelId }))
  expect(jobs).toEqual([{ workspaceId, conversationId: (await act()).conversation_id }])
})

test('what was in doubt while the key was dead is looked at when somebody reconnects, private messages, too', async () => {
  const { comment, reply, desk, graph, intake, settle, turn: privateTurn } = await openSendingDesk()
  const { moderate, turn, act } = await comment()
  await reply('Perhaps')
  await moderate({ kind: 'say-privately', text: 'Perhaps' })
  graph.answers.push('cut', 'cut')
  await privateTurn()
  await turn()
  const { id, state } = await act()
  expect(state).toBe('unconfirmed')
  const job = { workspaceId: intake.workspaceId, actId: id as ActId }
  const jobs = intake.doubtJobs.slice()
  expect(jobs).toEqual([{ workspaceId: intake.workspaceId, actId: expect.any(String) }, job])

  await desk.db.updateTable('channels').set({ state: 'disconnected' }).execute()
  await settle(job)
  expect(await act()).toMatchObject({ state: 'unconfirmed' })
  await desk.db.updateTable('channels').set({ state: 'connected' }).execute()
  intake.doubtJobs.length = 0
  const { workspaceId, channelId } = intake
  await desk.db.transaction().execute((tx) => resumeActs(tx, desk, { workspaceId, channelId }))
  expect(intake.doubtJobs).toEqual(jobs)
})

test('whose a comment is Facebook’s answer tells, though its event was taken for another answer with the same words', async () => {
  const { comment, desk, graph, intake } = await openSendingDesk()
  const { reply, turn, ticketId } = await comment()
  const [lost, posted] = [await reply('Thanks'), await reply('Thanks')]
  graph.answers.push('cut')
  await turn()
  const { id: actId } = await desk.db.selectFrom('acts').select('id').where('entry_id', '=', lost).executeTakeFirstOrThrow()
  intake.doubtJobs.length = 0
  const time = Math.floor(Date.now() / 1000) + 1
  const at = { item: 'comment', verb: 'add', from: { id: PAGE }, post_id: `${PAGE}_900`, parent_id: '900_61', created_time: time }
  const event = { field: 'feed', value: { ...at, comment_id: '900_77', message: 'Thanks' } }
  graph.hooks.beforeAnswer = () => intake.hear({ object: 'page', entry: [{ id: PAGE, time, changes: [event] }] })
  graph.answers.push({ status: 200, body: { id: '900_77' } })
  expect(await turn()).toEqual({ kind: 'done' })
  const said = await desk.db
    .selectFrom('entries as e')
    .innerJoin('acts as a', 'a.entry_id', 'e.id')
    .select(['e.id', 'e.external_id', 'a.state'])
    .where('e.ticket_id', '=', ticketId)
    .orderBy('a.created_at')
    .orderBy('a.id')
    .execute()
  expect(said).toEqual([
    { id: lost, external_id: null, state: 'unconfirmed' },
    { id: posted, external_id: '77', state: 'sent' },
  ])
  expect(intake.doubtJobs).toEqual([{ workspaceId: intake.workspaceId, actId }])
})
