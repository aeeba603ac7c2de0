import { expect, test } from 'vitest'
import { refusal } from '#test/odd-graph.ts'
import { openSendingDesk } from '#test/sending-desk.ts'

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
