import { expect, test } from 'vitest'
import type { ChannelId, TemplateId } from '#domain/ids.ts'
import type { TemplateStatus } from '#domain/templates/message-template.ts'
import type { ToldTemplate } from '#storage/templates/templates.ts'
import { newestLines } from '#storage/timeline.ts'
import { echoTo } from '#test/intake-desk.ts'
import { refusal } from '#test/odd-graph.ts'
import { openSendingDesk } from '#test/sending-desk.ts'
import { retryMessage } from '../acts/retry.ts'
import { sendAnyway } from '../acts/send-anyway.ts'
import { takeBack } from '../acts/take-back.ts'
import { replyToTicket } from '../tickets/reply.ts'
import { hearTemplates } from './hear-templates.ts'

const MONTH_MS = 30 * 86_400_000
const VALUES = { header: [], body: ['4711', 'Monday'] }

/** A ticket whose customer wrote a month ago, on a Page with a template. */
async function openLate() {
  const sending = await openSendingDesk()
  const { desk, actor, intake, clock, ticketId } = sending
  const hear = (status: TemplateStatus, { isFillable = true, buttons = [] }: Partial<Pick<ToldTemplate, 'isFillable' | 'buttons'>> = {}) =>
    hearTemplates(desk, actor, {
      channelId: intake.channelId as ChannelId,
      isAll: true,
      templates: [
        {
          externalId: '7',
          name: 'order_update',
          language: 'en',
          status,
          rejection: undefined,
          header: undefined,
          body: 'Your order {{1}} comes on {{2}}.',
          buttons,
          isFillable,
        },
      ],
    })
  await hear('approved')
  const { id } = await desk.db.selectFrom('message_templates').select('id').executeTakeFirstOrThrow()
  const { window_opens_at: opensAt } = await desk.db.selectFrom('conversations').select('window_opens_at').executeTakeFirstOrThrow()
  clock.now = new Date(Number(opensAt) + MONTH_MS)
  const say = (more: object = {}) =>
    replyToTicket(desk, actor, { ticketId, text: '', mode: 'utility', template: { id: id as TemplateId, values: VALUES }, ...more })
  const shown = async () => {
    const lines = await newestLines(desk.db, intake.workspaceId, { ticketId, limit: 50, before: undefined })
    return lines.flatMap((line) => (line.line === 'our-message' ? [line] : []))
  }
  return { ...sending, hear, say, shown }
}

test('a month later a template goes as a utility message with its values, and the line shows what the customer reads', async () => {
  const { say, turn, graph, shown } = await openLate()
  await say()
  await turn()
  const parameters = [
    { type: 'text', text: '4711' },
    { type: 'text', text: 'Monday' },
  ]
  expect(graph.calls).toMatchObject([
    {
      messaging_type: 'UTILITY',
      message: { template: { name: 'order_update', language: { code: 'en' }, components: [{ type: 'body', parameters }] } },
    },
  ])
  expect(graph.calls[0]?.message).not.toHaveProperty('text')
  expect(await shown()).toMatchObject([{ mode: 'utility', state: 'sent', text: 'Your order 4711 comes on Monday.' }])
})

test('what customers can tap below the words of a template stands below them on the line, before and after the echo', async () => {
  const { hear, say, turn, shown, graph, intake } = await openLate()
  const buttons = [{ title: 'See it', url: 'https://shop.example/orders' }]
  await hear('approved', { buttons })
  await say()
  const line = { text: 'Your order 4711 comes on Monday.', parts: [{ kind: 'template', cards: [], buttons }] }
  expect(await shown()).toMatchObject([line])
  await turn()
  const payload = { template_type: 'generic', elements: [{ title: line.text, buttons: [{ type: 'web_url', ...buttons[0] }] }] }
  const { metadata } = graph.calls[0]?.message ?? {}
  await intake.hear(
    echoTo({ mid: 'mid-1', more: { text: undefined, attachments: [{ type: 'template', title: line.text, payload }], metadata } }),
  )
  expect(await shown()).toMatchObject([{ ...line, state: 'sent' }])
})

test.each<[string, object, string]>([
  ['a value missing', { template: { values: { header: [], body: ['4711'] } } }, 'invalid'],
  ['words beside it', { text: 'Hello' }, 'invalid'],
  ['another mode', { mode: 'response' }, 'conflict'],
])('with %s it is refused before anything is written', async (_what, more, code) => {
  const { desk, say, shown } = await openLate()
  const { id } = await desk.db.selectFrom('message_templates').select('id').executeTakeFirstOrThrow()
  const { template } = more as { template?: object }
  await expect(say(template ? { template: { id, ...template } } : more)).rejects.toMatchObject({ code })
  expect(await shown()).toEqual([])
})

test.each<TemplateStatus>(['pending', 'rejected', 'disabled'])('one that is %s is refused before any call', async (status) => {
  const { hear, say, graph } = await openLate()
  await hear(status)
  await expect(say()).rejects.toMatchObject({ code: 'reply-mode-not-granted' })
  expect(graph.calls).toEqual([])
})

test('one that Facebook disables while it waits is not sent, and says why; approved again it can be tried again', async () => {
  const { desk, actor, ticketId, hear, say, turn, graph, shown } = await openLate()
  const messageId = await say()
  await hear('disabled')
  await turn()
  expect(graph.calls).toEqual([])
  expect(await shown()).toMatchObject([{ state: 'failed', failure: { reason: 'template-not-approved' } }])
  await expect(retryMessage(desk, actor, { ticketId, messageId })).rejects.toMatchObject({ code: 'reply-mode-not-granted' })
  await hear('approved')
  await expect(retryMessage(desk, actor, { ticketId, messageId, text: 'In my own words' })).rejects.toMatchObject({ code: 'conflict' })
  await retryMessage(desk, actor, { ticketId, messageId, mode: 'response' })
  await turn()
  expect(graph.calls).toMatchObject([{ messaging_type: 'UTILITY' }])
})

test('what nobody confirmed is sent anyway as the same template, once', async () => {
  const { desk, actor, ticketId, say, turn, graph, shown } = await openLate()
  graph.answers.push('cut')
  const messageId = await say()
  await turn()
  expect(await shown()).toMatchObject([{ state: 'unconfirmed' }])
  await sendAnyway(desk, actor, { ticketId, messageId })
  await turn()
  expect(graph.calls).toMatchObject([
    { messaging_type: 'UTILITY' },
    { messaging_type: 'UTILITY', message: { template: { name: 'order_update' } } },
  ])
})

test('taken back it comes back as the template with its values, and no words of it', async () => {
  const { desk, actor, ticketId, say, shown } = await openLate()
  const messageId = await say({ undo: true })
  const { id } = await desk.db.selectFrom('message_templates').select('id').executeTakeFirstOrThrow()
  expect(await takeBack(desk, actor, { ticketId, messageId })).toEqual({ text: '', files: [], template: { id, values: VALUES } })
  expect(await shown()).toEqual([])
})

test('what Facebook refuses is told with its numbers', async () => {
  const { say, turn, graph, shown } = await openLate()
  graph.answers.push(refusal(100))
  await say()
  await turn()
  expect(await shown()).toMatchObject([{ state: 'failed', failure: { reason: 'refused', code: 100 } }])
})
