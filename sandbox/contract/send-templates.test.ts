import { afterAll, beforeAll, expect, test } from 'vitest'
import { env, graph, type Ground, openGround } from './graph.ts'
import { sendTemplate } from './sends.ts'

let ground: Ground
beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground.close())

const BUTTON = { type: 'postback', title: 'Yes', payload: 'YES' }
const CARD = { title: 'Tomato seeds', subtitle: 'Red and early' }
const many = <Each>(count: number, each: Each) => Array.from({ length: count }, () => each)
const passes = async (payload: Record<string, unknown>) => (await sendTemplate(ground, payload)).error
const refused = passes
const generic = (elements: unknown, more: Record<string, unknown> = {}) => ({ template_type: 'generic', elements, ...more })
const button = (buttons: unknown, text = 'Shall we?') => ({ template_type: 'button', text, buttons })

test('[docs] POST /{page}/messages: a generic template has 1 to 10 elements', async () => {
  expect(await passes(generic(many(10, CARD)))).toBeUndefined()
  expect(await refused(generic(many(11, CARD)))).toMatchObject({ code: 105 })
  expect(await refused(generic([]))).toMatchObject({ code: 194 })
})

test('[docs] POST /{page}/messages: title and subtitle of an element have at most 80 characters', async () => {
  expect(await passes(generic([{ title: 'x'.repeat(80), subtitle: 'x'.repeat(80) }]))).toBeUndefined()
  expect(await refused(generic([{ title: 'x'.repeat(81), subtitle: 'x' }]))).toMatchObject({ code: 100 })
  expect(await refused(generic([{ title: 'x', subtitle: 'x'.repeat(81) }]))).toMatchObject({ code: 100 })
})

test('[seen] POST /{page}/messages: a title alone makes no element: 100/2018035', async () => {
  expect(await refused(generic([{ title: 'Tomato seeds' }]))).toMatchObject({ code: 100, error_subcode: 2018035 })
})

test('[seen] POST /{page}/messages: an element has 1 to 3 buttons: 105, 194', async () => {
  expect(await passes(generic([{ ...CARD, buttons: many(3, BUTTON) }]))).toBeUndefined()
  expect(await refused(generic([{ ...CARD, buttons: many(4, BUTTON) }]))).toMatchObject({ code: 105 })
  expect(await refused(generic([{ ...CARD, buttons: [] }]))).toMatchObject({
    code: 194,
    message: '(#194) param name_placeholder[elements][0][buttons] has too few elements.',
  })
})

test('[docs] POST /{page}/messages: a card may open a page, be square and be shared', async () => {
  const open = { type: 'web_url', url: 'https://example.com/seeds', webview_height_ratio: 'tall' }
  const elements = [{ ...CARD, image_url: 'https://example.com/seeds.png', default_action: open }]
  expect(await passes(generic(elements, { image_aspect_ratio: 'square', sharable: true }))).toBeUndefined()
  expect(await refused(generic(elements, { image_aspect_ratio: 'round' }))).toMatchObject({ code: 100 })
  expect(await refused(generic([{ ...CARD, image_url: 'seeds.png' }]))).toMatchObject({ code: 100 })
})

test('[docs] POST /{page}/messages: a button template has a text of 640 characters and 1 to 3 buttons', async () => {
  expect(await passes(button(many(3, BUTTON), 'x'.repeat(640)))).toBeUndefined()
  expect(await refused(button([BUTTON], 'x'.repeat(641)))).toMatchObject({ code: 100 })
  expect(await refused(button([BUTTON], ''))).toMatchObject({ code: 100 })
  expect(await refused(button(many(4, BUTTON)))).toMatchObject({
    code: 105,
    message: '(#105) param name_placeholder[buttons] has too many elements.',
  })
  expect(await refused(button(undefined))).toMatchObject({ code: 100 })
})

test.each([
  ['web_url', { type: 'web_url', title: 'Shop', url: 'https://example.com' }],
  ['postback', BUTTON],
  ['phone_number', { type: 'phone_number', title: 'Call', payload: '+48123456789' }],
  ['account_link', { type: 'account_link', url: 'https://example.com/login' }],
  ['account_unlink', { type: 'account_unlink' }],
  ['game_play', { type: 'game_play', title: 'Play', payload: '{}' }],
])('[docs] POST /{page}/messages: a button may be %s', async (_type, each) => {
  expect(await passes(button([each]))).toBeUndefined()
})

test.each([
  ['a title of 21 characters', { ...BUTTON, title: 'x'.repeat(21) }],
  ['no title', { type: 'postback', payload: 'P' }],
  ['a payload of 1001 characters', { ...BUTTON, payload: 'x'.repeat(1001) }],
  ['no payload', { type: 'postback', title: 'Yes' }],
  ['no url', { type: 'web_url', title: 'Shop' }],
  ['a phone number without its country', { type: 'phone_number', title: 'Call', payload: '123456789' }],
  ['a type that ended', { type: 'element_share' }],
])('[docs] POST /{page}/messages: a button with %s is refused', async (_what, each) => {
  expect(await refused(button([each]))).toMatchObject({ code: 100 })
})

test('[docs] POST /{page}/messages: a receipt has up to 100 elements', async () => {
  const line = { title: 'Seeds', quantity: 2, price: 4.5, currency: 'EUR' }
  const receipt = {
    template_type: 'receipt',
    recipient_name: 'Ada',
    order_number: '12345',
    currency: 'EUR',
    payment_method: 'Card 1234',
    summary: { total_cost: 9 },
  }
  expect(await passes({ ...receipt, elements: many(100, line) })).toBeUndefined()
  expect(await refused({ ...receipt, elements: many(101, line) })).toMatchObject({ code: 105 })
  expect(await refused({ ...receipt, summary: {} })).toMatchObject({ code: 100 })
  expect(await refused({ ...receipt, order_number: undefined })).toMatchObject({ code: 100 })
})

test('[docs] POST /{page}/messages: a media template holds one Facebook address, no other address', async () => {
  const media = (url: string) => ({ template_type: 'media', elements: [{ media_type: 'video', url }] })
  expect(await passes(media('https://www.facebook.com/example/videos/1234567890/'))).toBeUndefined()
  expect(await refused(media('https://example.com/film.mp4'))).toMatchObject({ code: 100 })
  expect(await refused({ template_type: 'media', elements: [{ media_type: 'audio', attachment_id: '1' }] })).toMatchObject({ code: 100 })
  expect(await refused({ template_type: 'media', elements: [{ media_type: 'image', attachment_id: '1' }] })).toMatchObject({
    error_subcode: 2018074,
  })
})

test('[docs] POST /{page}/messages: a product template names products by number, up to 10', async () => {
  expect(await passes({ template_type: 'product', elements: many(10, { id: '1234' }) })).toBeUndefined()
  expect(await refused({ template_type: 'product', elements: [{ id: 'seeds' }] })).toMatchObject({ code: 100, error_subcode: 2018320 })
})

test('[docs] POST /{page}/messages: a coupon has a code or an address', async () => {
  expect(await passes({ template_type: 'coupon', title: '10 %', coupon_code: 'SEEDS' })).toBeUndefined()
  expect(await refused({ template_type: 'coupon', title: '10 %' })).toMatchObject({ code: 100 })
})

test('[docs] POST /{page}/messages: a question for feedback has one screen, one question and a privacy address', async () => {
  const question = { id: 'q1', type: 'csat', title: 'How was it?', score_label: 'neg_pos', score_option: 'five_stars' }
  const feedback = {
    template_type: 'customer_feedback',
    title: 'Rate us',
    subtitle: 'It takes a minute',
    button_title: 'Rate',
    feedback_screens: [{ questions: [question] }],
    business_privacy: { url: 'https://example.com/privacy' },
    expires_in_days: 3,
  }
  expect(await passes(feedback)).toBeUndefined()
  expect(await refused({ ...feedback, feedback_screens: [] })).toMatchObject({ code: 194 })
  expect(await refused({ ...feedback, business_privacy: undefined })).toMatchObject({ code: 100 })
  expect(await refused({ ...feedback, expires_in_days: 8 })).toMatchObject({ code: 100 })
})

test('[docs] POST /{page}/messages: opt-ins ask for leave to write later', async () => {
  expect(await passes({ template_type: 'notification_messages', title: 'Spring news', payload: 'SPRING' })).toBeUndefined()
  expect(await refused({ template_type: 'notification_messages', title: 'x'.repeat(66), payload: 'SPRING' })).toMatchObject({ code: 100 })
})

test('[unproven] POST /{page}/messages: the one-time opt-in is still taken', async () => {
  expect(await passes({ template_type: 'one_time_notif_req', title: 'When it is back', payload: 'BACK' })).toBeUndefined()
})

test.each(['list', 'open_graph', 'airline_boardingpass', 'airline_checkin', 'airline_itinerary', 'airline_update', 'hologram'])(
  '[unproven] POST /{page}/messages: the template %s is not among those that are left',
  async (type) => {
    expect(await refused({ template_type: type, elements: [CARD] })).toMatchObject({ code: 100 })
  },
)

test('[seen] POST /{page}/messages: a template without a type is named', async () => {
  expect(await refused({ elements: [CARD] })).toMatchObject({ code: 100, message: "(#100) Missing template_type for attachment's payload" })
})

test('[seen] POST /{page}/messages: a page inside Messenger must be whitelisted by the Messenger profile', async () => {
  const open = { type: 'web_url', title: 'Shop', url: 'https://garden.example.com/shop', messenger_extensions: true }
  expect(await refused(button([open]))).toMatchObject({
    code: 100,
    message: '(#100) The URL provided is not whitelisted for messenger extensions',
  })
  const domains = { whitelisted_domains: ['https://garden.example.com'] }
  await graph(ground, '/me/messenger_profile', { token: env(ground, 'PAGE_TOKEN'), body: domains })
  expect(await passes(button([open]))).toBeUndefined()
})
