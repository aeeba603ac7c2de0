import { expect, test } from 'vitest'
import type { AttachmentId } from '#domain/ids.ts'
import { openFilesDesk } from '#test/files-desk.ts'
import { PAGE } from '#test/intake-desk.ts'

const THREE_MINUTES_MS = 3 * 60_000
const PICTURE = { mime_type: 'image/jpeg', name: 'image-651143212510248', image_data: { width: 40, height: 30 } }
const DOCUMENT = (name: string) => ({ mime_type: 'application/pdf', name })

/** Replies of which nobody knows whether Facebook has them, each with these files, and looks at what its inbox shows three minutes later. */
async function inDoubt(replies: (desk: Awaited<ReturnType<typeof openFilesDesk>>) => Promise<(readonly AttachmentId[])[]>) {
  const sending = await openFilesDesk()
  const { desk, graph, clock, intake, jobs, say, turn, settle, states } = sending
  for (const files of await replies(sending)) {
    await say('', files)
    graph.answers.push('cut')
    await turn()
  }
  jobs.length = 0
  const doubts = intake.doubtJobs.slice()
  return {
    shows: (...messages: (readonly object[])[]) => {
      const from = { id: PAGE }
      const inbox = messages.map((attachments, place) => {
        const at = new Date(Date.now() + place * 1000)
        return { id: `m_${place + 1}`, created_time: at.toISOString(), from, message: '', attachments: { data: attachments } }
      })
      graph.inbox.splice(0, graph.inbox.length, ...inbox.toReversed())
    },
    look: async (place: number) => {
      const job = doubts[place]
      clock.now = new Date(Date.now() + THREE_MINUTES_MS)
      await (job && settle(job))
    },
    states: async () => (await states()).map(([, state]) => state),
    names: async () => (await sending.outgoing()).map(({ external_id: name }) => name),
    saw: async () => (await desk.db.selectFrom('acts').select('looked_saw').orderBy('id').execute()).map((act) => act.looked_saw),
  }
}

test('of two replies with other pictures, one of which is there, nobody can tell which: both stay in doubt, and are looked for again', async () => {
  const { shows, look, states, saw } = await inDoubt(async ({ upload }) => [
    [await upload('picture', 'a.png')],
    [await upload('picture', 'b.png')],
  ])
  shows([PICTURE])
  await expect(look(0)).rejects.toThrow('cannot be told from something else')
  await expect(look(1)).rejects.toThrow('cannot be told from something else')
  expect(await states()).toEqual(['unconfirmed', 'unconfirmed'])
  expect(await saw()).toEqual(['untold', 'untold'])
})

test('where both are there both were sent, the first of them first, whichever is looked for first', async () => {
  const { shows, look, states, names } = await inDoubt(async ({ upload }) => [
    [await upload('picture', 'a.png')],
    [await upload('picture', 'b.png')],
  ])
  shows([PICTURE], [PICTURE])
  await look(1)
  await look(0)
  expect(await states()).toEqual(['sent', 'sent'])
  expect(await names()).toEqual(['m_1', 'm_2'])
})

test('where none is there none was sent', async () => {
  const { shows, look, states } = await inDoubt(async ({ upload }) => [
    [await upload('picture', 'a.png')],
    [await upload('picture', 'b.png')],
  ])
  shows([DOCUMENT('bill.pdf')], [PICTURE, PICTURE])
  await look(0)
  await look(1)
  expect(await states()).toEqual(['failed', 'failed'])
})

test('a picture and a document in doubt are told apart, and two documents by their names', async () => {
  const { shows, look, states } = await inDoubt(async ({ upload }) => [
    [await upload('picture', 'a.png')],
    [await upload('file', 'plan.pdf')],
    [await upload('file', 'bill.pdf')],
  ])
  shows([DOCUMENT('bill.pdf')])
  await look(0)
  await expect(look(1)).rejects.toThrow('cannot be told from something else')
  await look(2)
  await look(1)
  expect(await states()).toEqual(['failed', 'failed', 'sent'])
})

test('a message of which Facebook tells nothing may be ours', async () => {
  const { shows, look, states } = await inDoubt(async ({ upload }) => [[await upload('picture', 'a.png')]])
  shows([])
  await expect(look(0)).rejects.toThrow('cannot be told from something else')
  expect(await states()).toEqual(['unconfirmed'])
})

test('one picture in doubt, and one there that nobody else sent: it was sent', async () => {
  const { shows, look, states } = await inDoubt(async ({ upload }) => [[await upload('picture', 'a.png')]])
  shows([PICTURE])
  await look(0)
  expect(await states()).toEqual(['sent'])
})
