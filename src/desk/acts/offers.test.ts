import { expect, test } from 'vitest'
import type { ChannelId, MessageId, TemplateId } from '#domain/ids.ts'
import type { Offer } from '#domain/offers/offer.ts'
import { newestLines } from '#storage/timeline.ts'
import { echoTo, pageDelivery, PAGE } from '#test/intake-desk.ts'
import { refusal } from '#test/odd-graph.ts'
import { openSendingDesk } from '#test/sending-desk.ts'
import { recordAllowance } from '../channels/record-allowance.ts'
import { keepDraft } from '../drafts/keep-draft.ts'
import { replyToTicket } from '../tickets/reply.ts'
import { takeBack } from './take-back.ts'

const DAY_MS = 86_400_000
const REPLIES: Offer = { kind: 'quick-replies', replies: [' Saturday ', 'Sunday'] }
const BUTTONS: Offer = {
  kind: 'buttons',
  buttons: [
    { does: 'answer', title: 'Book it' },
    { does: 'open', title: 'See it', url: 'https://shop.example/seat' },
    { does: 'call', title: 'Call us', phone: '+46 8 5550 1147' },
  ],
}
const CARDS: Offer = {
  kind: 'cards',
  cards: [
    {
      title: 'Third seat',
      subtitle: 'Folds away',
      pictureUrl: 'https://cdn.shop.example/seat.jpg',
      url: 'https://shop.example/seat',
      buttons: [{ does: 'answer', title: 'Choose' }],
    },
    { title: 'Trailer', subtitle: 'For two', buttons: [{ does: 'answer', title: 'Choose' }] },
  ],
}

/** A desk that offers something to tap, and turns as long as the queue asks for them. */
async function offeringDesk() {
  const sending = await openSendingDesk()
  const { desk, actor, ticketId, intake, jobs, graph } = sending
  const say = (offer: Offer, more: object = {}) => replyToTicket(desk, actor, { ticketId, text: 'Which one?', offer, ...more })
  const turns = async () => {
    while (jobs.pop()) {
      await sending.turn()
    }
  }
  const lines = async () => (await newestLines(desk.db, intake.workspaceId, { ticketId, limit: 50, before: undefined })).toReversed()
  const ours = async () => (await lines()).flatMap((line) => (line.line === 'our-message' ? [line] : []))
  /** The customer taps what came with the call of that place. */
  const tapOn = (message: object) => {
    const at = Date.now()
    return intake.hear(pageDelivery({ sender: { id: '7001' }, recipient: { id: PAGE }, timestamp: at, ...message }, { time: at }))
  }
  const newest = async () => (await lines()).findLast((line) => line.line === 'customer-message')
  return { ...sending, say, turns, lines, ours, tapOn, newest, messages: () => graph.calls.map(({ message }) => message) }
}

test('quick replies go with the text, each with a payload that names our message', async () => {
  const { say, turns, messages, ours } = await offeringDesk()
  const id = await say(REPLIES)
  await turns()
  expect(messages()).toEqual([
    {
      text: 'Which one?',
      quick_replies: [
        { content_type: 'text', title: 'Saturday', payload: `desk:${id}/1` },
        { content_type: 'text', title: 'Sunday', payload: `desk:${id}/2` },
      ],
      metadata: `desk:${id}`,
    },
  ])
  expect(await ours()).toMatchObject([{ text: 'Which one?', state: 'sent', parts: [{ kind: 'choices', titles: ['Saturday', 'Sunday'] }] }])
})

test('buttons go as a template that holds the text; the line keeps the text, with the buttons below it', async () => {
  const { say, turns, messages, ours } = await offeringDesk()
  const id = await say(BUTTONS)
  await turns()
  const buttons = [
    { type: 'postback', title: 'Book it', payload: `desk:${id}/1` },
    { type: 'web_url', title: 'See it', url: 'https://shop.example/seat' },
    { type: 'phone_number', title: 'Call us', payload: '+46855501147' },
  ]
  const payload = { template_type: 'button', text: 'Which one?', buttons }
  expect(messages()).toEqual([{ attachment: { type: 'template', payload }, metadata: `desk:${id}` }])
  const shown = [{ title: 'Book it' }, { title: 'See it', url: 'https://shop.example/seat' }, { title: 'Call us' }]
  expect(await ours()).toMatchObject([{ text: 'Which one?', parts: [{ kind: 'template', cards: [], buttons: shown }] }])
})

test('cards are a message of their own behind the words, and their pictures are fetched for the line', async () => {
  const { say, turns, messages, ours, desk } = await offeringDesk()
  await say(CARDS)
  await turns()
  const [first, second] = messages()
  expect(first).toMatchObject({ text: 'Which one?' })
  const { id } = (await ours())[1] ?? {}
  const elements = [
    {
      title: 'Third seat',
      subtitle: 'Folds away',
      image_url: 'https://cdn.shop.example/seat.jpg',
      default_action: { type: 'web_url', url: 'https://shop.example/seat' },
      buttons: [{ type: 'postback', title: 'Choose', payload: `desk:${id}/1/1` }],
    },
    { title: 'Trailer', subtitle: 'For two', buttons: [{ type: 'postback', title: 'Choose', payload: `desk:${id}/2/1` }] },
  ]
  expect(second).toEqual({ attachment: { type: 'template', payload: { template_type: 'generic', elements } }, metadata: `desk:${id}` })
  const pictures = await desk.db.selectFrom('attachments').select(['entry_id', 'url', 'state', 'position']).execute()
  expect(pictures).toEqual([{ entry_id: id, url: 'https://cdn.shop.example/seat.jpg', state: 'waiting', position: 0 }])
})

test('cards need no words; what stands under words does', async () => {
  const { say, turns, messages } = await offeringDesk()
  await say(CARDS, { text: '' })
  await turns()
  expect(messages()).toHaveLength(1)
  await expect(say(REPLIES, { text: '' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(say(BUTTONS, { text: ' ' })).rejects.toMatchObject({ code: 'invalid' })
})

test('of a text in several messages quick replies and buttons go with the last', async () => {
  const { say, turns, messages } = await offeringDesk()
  await say(REPLIES, { text: 'One', more: ['Two', 'Three'] })
  await say(BUTTONS, { text: 'One', more: ['Two'] })
  await turns()
  expect(messages().map(({ text, quick_replies: replies, attachment }) => [text ?? attachment?.payload['text'], replies?.length])).toEqual([
    ['One', undefined],
    ['Two', undefined],
    ['Three', 2],
    ['One', undefined],
    ['Two', undefined],
  ])
})

test('what Facebook does not take is refused before anything is written, by which of them and how much', async () => {
  const { say, ours } = await offeringDesk()
  const long: Offer = { kind: 'quick-replies', replies: ['Yes', 'Another day, please tell me'] }
  await expect(say(long)).rejects.toMatchObject({ code: 'invalid', message: 'Quick reply 2 is 7 characters too long.' })
  await expect(say(BUTTONS, { text: 'x'.repeat(641) })).rejects.toMatchObject({ code: 'invalid' })
  await expect(say(BUTTONS, { template: { id: 't' as TemplateId, values: { header: [], body: [] } }, text: '' })).rejects.toMatchObject({
    code: 'invalid',
  })
  expect(await ours()).toEqual([])
})

test('nothing is offered in public', async () => {
  const { comment, desk, actor } = await offeringDesk()
  const { ticketId } = await comment()
  await expect(replyToTicket(desk, actor, { ticketId, text: 'Yes', offer: REPLIES })).rejects.toMatchObject({
    code: 'conflict',
    message: 'Quick replies are sent in private messages alone.',
  })
  await expect(keepDraft(desk, actor, { ticketId, mode: 'reply', text: 'Yes', offer: BUTTONS, seen: 0 })).rejects.toMatchObject({
    code: 'conflict',
    message: 'Buttons are sent in private messages alone.',
  })
})

test('after the day it is refused as a text is; as human agent it goes with the tag', async () => {
  const { say, turns, clock, desk, actor, intake, graph } = await offeringDesk()
  clock.now = new Date(Date.now() + DAY_MS + 60_000)
  await expect(say(BUTTONS)).rejects.toMatchObject({ code: 'reply-window-closed' })
  const channelId = intake.channelId as ChannelId
  await recordAllowance(desk, { ...actor, role: 'administrator' }, { channelId, allowance: 'human-agent', isAllowed: true })
  await say(BUTTONS, { mode: 'human-agent' })
  await turns()
  expect(graph.calls).toMatchObject([{ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT', message: { attachment: { type: 'template' } } }])
})

test('the echo, with the template as Facebook tells it, doubles nothing and changes no words', async () => {
  const { say, turns, intake, lines, graph, ours } = await offeringDesk()
  const id = await say(BUTTONS)
  await turns()
  const { attachment, metadata } = graph.calls[0]?.message ?? {}
  const message = { text: undefined, attachments: [{ ...attachment, title: 'Which one?' }], metadata }
  await intake.hear(echoTo({ mid: 'mid-1', more: message }))
  expect(await lines()).toHaveLength(2)
  expect(await ours()).toMatchObject([{ id, text: 'Which one?', state: 'sent' }])
})

test('what is refused is tried again with what it offers, in other words, and sent anyway as a message of its own', async () => {
  const { say, turns, turn, graph, retry, sendAnyway, messages, jobs } = await offeringDesk()
  graph.answers.push(refusal(368), 'cut')
  const id = await say(REPLIES)
  await turns()
  await retry(id, 'Which day?')
  jobs.length = 0
  await turn()
  const again = await sendAnyway(id)
  await turns()
  expect(messages().map(({ text, quick_replies: replies }) => [text, replies?.map(({ payload }) => payload)])).toEqual([
    ['Which one?', [`desk:${id}/1`, `desk:${id}/2`]],
    ['Which day?', [`desk:${id}/1`, `desk:${id}/2`]],
    ['Which day?', [`desk:${again}/1`, `desk:${again}/2`]],
  ])
})

test('buttons have no room for longer words, and cards have none to change', async () => {
  const { say, turns, graph, retry } = await offeringDesk()
  graph.answers.push(refusal(368), refusal(368))
  const buttons = await say(BUTTONS)
  await turns()
  await expect(retry(buttons, 'x'.repeat(641))).rejects.toMatchObject({ code: 'invalid' })
  const cards = await say(CARDS, { text: '' })
  await turns()
  await expect(retry(cards, 'Other words')).rejects.toMatchObject({ code: 'conflict' })
})

test('taken back it comes back with the words', async () => {
  const { say, desk, actor, ticketId } = await offeringDesk()
  const id = await say(REPLIES, { undo: true })
  const offer = { kind: 'quick-replies', replies: ['Saturday', 'Sunday'] }
  expect(await takeBack(desk, actor, { ticketId, messageId: id })).toEqual({ text: 'Which one?', files: [], offer })
})

test('a tap on a quick reply or a button quotes the message that offered it', async () => {
  const { say, turns, tapOn, newest, messages } = await offeringDesk()
  const id = await say(REPLIES)
  await turns()
  const payload = messages()[0]?.quick_replies?.[1]?.payload
  await tapOn({ message: { mid: 'm-tap', text: 'Sunday', quick_reply: { payload } } })
  expect(await newest()).toMatchObject({ text: 'Sunday', quote: { message: { id, text: 'Which one?' } } })
  const second = await say(BUTTONS)
  await turns()
  await tapOn({ postback: { mid: 'm-postback', title: 'Book it', payload: `desk:${second}/1` } })
  expect(await newest()).toMatchObject({ text: 'Book it', quote: { message: { id: second } } })
})

test('a tap that names somebody else’s message, or none, quotes nothing', async () => {
  const { tapOn, newest, comment, desk } = await offeringDesk()
  const { messageId } = await comment()
  for (const named of [messageId, desk.newId<MessageId>()]) {
    await tapOn({ postback: { mid: `m-${named}`, title: 'Book it', payload: `desk:${named}/1` } })
    expect(await newest()).toMatchObject({ text: 'Book it', quote: undefined })
  }
})
