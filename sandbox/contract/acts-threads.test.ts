import { expect, test } from 'vitest'
import { graph } from './graph.ts'
import { useHeardBox } from './heard-box.ts'

const { box, app, it } = useHeardBox()

const who = () => ({ page_id: it('PAGE_ID'), person_id: it('PSID') })
const write = async (text: string) => String((await box.control('messages', { ...who(), text }))['mid'])
const send = async (message: Record<string, unknown>) =>
  String(
    (await graph(box, '/me/messages', { token: it('PAGE_TOKEN'), body: { recipient: { id: it('PSID') }, message } })).body['message_id'],
  )
const set = (settings: Record<string, unknown>) => box.control('settings', settings, 'PATCH')
const fromPerson = () => ({ sender: { id: it('PSID') }, recipient: { id: it('PAGE_ID') }, timestamp: expect.any(Number) })
const passes = async (ms: number) => box.control('clock', { advance_ms: ms })
const DAY = 24 * 3_600_000

test('[docs] webhook message_edits: an edit tells the new words and its number, five times', async () => {
  const mid = await write('helo')
  await box.control(`messages/${mid}/edit`, { text: 'hello' })
  expect(await app.item('message_edit')).toEqual({ ...fromPerson(), message_edit: { mid, text: 'hello', num_edit: 1 } })
  for (const text of ['2', '3', '4', '5']) {
    expect(await box.control(`messages/${mid}/edit`, { text })).toMatchObject({ text })
  }
  const picture = await box.control('messages', { ...who(), attachments: [{ type: 'image', url: 'https://example.com/a.jpg' }] })
  expect(await box.control(`messages/${String(picture['mid'])}/edit`, { text: 'x' })).toEqual({ error: 'Only words can be edited.' })
  expect(await box.control(`messages/${mid}/edit`, { text: '6' })).toEqual({ error: 'A message can be edited 5 times.' })
})

test('[seen] webhook message_edits: the number of the edit may be a text', async () => {
  await set({ num_edit_type: 'string' })
  const mid = await write('helo')
  await box.control(`messages/${mid}/edit`, { text: 'hello' })
  expect(await app.item('message_edit')).toMatchObject({ message_edit: { num_edit: '1' } })
})

test.each([
  ['boolean', true],
  ['string', 'true'],
])('[unproven] webhook messages: an unsent message is told with is_deleted as a %s', async (shape, value) => {
  await set({ unsend_shape: shape })
  const mid = await write('secret')
  expect(await box.control(`messages/${mid}/unsend`, {})).toMatchObject({ mid, is_unsent: true })
  await app.untilHeard(2)
  expect(app.entries()[1]?.messaging).toEqual([{ ...fromPerson(), message: { mid, is_deleted: value } }])
  expect(await box.control(`messages/${mid}/edit`, { text: 'x' })).toEqual({ error: 'This message was unsent.' })
})

test.each([
  ['smile', '😆', 'smile'],
  ['love', '❤️', 'love'],
  ['❤', '❤️', 'love'],
  ['👍', '👍', 'like'],
  ['🌱', '🌱', 'other'],
])('[docs] webhook message_reactions: %s arrives as %s, %s', async (reaction, emoji, name) => {
  const mid = await write('look')
  await box.control(`messages/${mid}/reaction`, { reaction })
  expect(await app.item('reaction')).toEqual({ ...fromPerson(), reaction: { mid, action: 'react', emoji, reaction: name } })
})

test('[docs] webhook message_reactions: a reaction taken back names neither emoji nor reaction', async () => {
  const mid = await write('look')
  await box.control(`messages/${mid}/reaction`, { reaction: 'wow' })
  await box.control(`messages/${mid}/reaction`, { reaction: null })
  await app.untilHeard(3)
  expect(app.entries()[2]?.messaging?.[0]?.['reaction']).toEqual({ mid, action: 'unreact' })
  expect(await box.control(`messages/${mid}/reaction`, { reaction: null })).toEqual({
    error: 'The person has not reacted to this message.',
  })
})

test('[docs] webhook message_reactions: reacting opens the window again, an edit does not', async () => {
  const mid = await write('look')
  await passes(25 * 3_600_000)
  await box.control(`messages/${mid}/edit`, { text: 'look here' })
  expect(await send({ text: 'hi' })).toBe('undefined')
  await box.control(`messages/${mid}/reaction`, { reaction: 'like' })
  expect(await send({ text: 'hi' })).toMatch(/^m_/)
})

test('[docs] webhook messaging_postbacks: a tapped button tells title, payload and how the person came', async () => {
  const referral = { ref: 'window-sticker', source: 'SHORTLINK', type: 'OPEN_THREAD' }
  const tapped = await box.control('postbacks', { ...who(), title: 'Get Started', payload: 'START', referral: { ref: 'window-sticker' } })
  expect(await app.item('postback')).toEqual({
    ...fromPerson(),
    postback: { mid: tapped['mid'], title: 'Get Started', payload: 'START', referral },
  })
})

test('[docs] webhook messaging_postbacks: a postback opens the window', async () => {
  await passes(2 * DAY)
  expect(await send({ text: 'hi' })).toBe('undefined')
  await box.control('postbacks', { ...who(), title: 'Menu', payload: 'MENU' })
  expect(await send({ text: 'hi' })).toMatch(/^m_/)
})

test('[docs] webhook messages: a tapped quick reply writes its title with its payload, until something else is said', async () => {
  const quick_replies = [
    { content_type: 'text', title: 'Red', payload: 'RED' },
    { content_type: 'text', title: 'Blue', payload: 'BLUE' },
  ]
  const mid = await send({ text: 'Which one?', quick_replies })
  await box.control(`messages/${mid}/tap`, { quick_reply: 1 })
  const told = app.item('message')
  expect(await box.control(`messages/${mid}/tap`, { quick_reply: 0 })).toEqual({ error: 'Quick replies go away with the next message.' })
  await app.untilHeard(2)
  await told
  expect(app.entries().map(({ messaging }) => messaging?.[0]?.message)).toContainEqual({
    mid: expect.any(String),
    text: 'Blue',
    quick_reply: { payload: 'BLUE' },
  })
})

test('[docs] webhook messaging_postbacks: a button of a template is tapped where it stands', async () => {
  const buttons = [
    { type: 'postback', title: 'Yes', payload: 'YES' },
    { type: 'web_url', title: 'Shop', url: 'https://example.com/shop' },
  ]
  const mid = await send({ attachment: { type: 'template', payload: { template_type: 'button', text: 'Order?', buttons } } })
  await box.control(`messages/${mid}/tap`, { button: 0 })
  expect(await app.item('postback')).toMatchObject({ postback: { title: 'Yes', payload: 'YES' } })
  expect(await box.control(`messages/${mid}/tap`, { button: 1 })).toEqual({ opened: 'https://example.com/shop' })
  expect(await box.control(`messages/${mid}/tap`, { button: 2 })).toEqual({ error: 'This message has no button 2.' })
})

test('[docs] webhook messaging_postbacks: a button of an element of a carousel is tapped by both numbers', async () => {
  const elements = ['A', 'B'].map((title) => ({
    title,
    subtitle: 's',
    buttons: [{ type: 'postback', title: 'Take', payload: `TAKE_${title}` }],
  }))
  const mid = await send({ attachment: { type: 'template', payload: { template_type: 'generic', elements } } })
  await box.control(`messages/${mid}/tap`, { element: 1, button: 0 })
  expect(await app.item('postback')).toMatchObject({ postback: { payload: 'TAKE_B' } })
})

test('[docs] webhook messaging_referrals: who comes back by an m.me link says its ref, and opens the window', async () => {
  await passes(2 * DAY)
  await box.control('referrals', { ...who(), ref: 'poster' })
  expect(await app.item('referral')).toEqual({ ...fromPerson(), referral: { ref: 'poster', source: 'SHORTLINK', type: 'OPEN_THREAD' } })
  expect(await send({ text: 'hi' })).toMatch(/^m_/)
})

test('[docs] webhook messaging_referrals: an ad is told with its number and what it showed', async () => {
  const ads_context_data = { ad_title: 'Bulbs', video_url: 'https://example.com/v.mp4' }
  await box.control('referrals', { ...who(), ad_id: '6045246247433', ads_context_data })
  expect(await app.item('referral')).toMatchObject({
    referral: { ad_id: '6045246247433', source: 'ADS', type: 'OPEN_THREAD', ads_context_data },
  })
})

test.each(['LEAD_COMPLETE', 'LEAD_INCOMPLETE'])('[docs] webhook messaging_referrals: a lead form says %s, in seconds', async (type) => {
  await box.control('referrals', { ...who(), ad_id: '7', type })
  const told = await app.item('referral')
  expect(told).toMatchObject({ referral: { type, ad_id: '7', source: 'ADS' } })
  expect(String(told['timestamp'])).toHaveLength(10)
})

test('[seen] webhook message_echoes: an automation of Facebook answers under its own app', async () => {
  await box.control('inbox', { ...who(), text: 'Thanks, we will call you.', app_id: '413038776280800' })
  expect((await app.item('message')).message).toMatchObject({ is_echo: true, app_id: 413038776280800 })
})

test('[docs] webhook message_echoes: what is answered in Business Suite names its app 26390203743090', async () => {
  const answered = await box.control('inbox', { ...who(), text: 'By hand' })
  expect(await app.item('message')).toEqual({
    sender: { id: it('PAGE_ID') },
    recipient: { id: it('PSID') },
    timestamp: expect.any(Number),
    message: { mid: answered['mid'], text: 'By hand', is_echo: true, app_id: 26390203743090 },
  })
})

test('[seen] webhook message_echoes: B22, an answer by hand may name the number that integrators logged, 263902037430900', async () => {
  await set({ inbox_app_id: '263902037430900' })
  await box.control('inbox', { ...who(), text: 'By hand' })
  expect((await app.item('message')).message).toMatchObject({ is_echo: true, app_id: 263902037430900 })
})

test('[seen] webhook message_echoes: B22, that number may be a text', async () => {
  await set({ inbox_app_id: '263902037430900', echo_app_id_type: 'string' })
  await box.control('inbox', { ...who(), text: 'See you.' })
  expect((await app.item('message')).message).toMatchObject({ app_id: '263902037430900' })
})

test('[seen] webhook message_echoes: an answer by hand may name no app', async () => {
  await set({ inbox_echo_names_app: false })
  await box.control('inbox', { ...who(), text: 'By hand' })
  expect((await app.item('message')).message).not.toHaveProperty('app_id')
})

test('[unproven] webhook message_echoes: by hand a Page answers a week long', async () => {
  await passes(6 * DAY)
  expect(await box.control('inbox', { ...who(), text: 'late' })).toMatchObject({ text: 'late' })
  await passes(2 * DAY)
  expect(await box.control('inbox', { ...who(), text: 'too late' })).toEqual({
    error: 'The inbox is closed for this person: their last message is more than 7 days old.',
  })
})

test('nothing arrives from a person whom the Page blocked', async () => {
  await graph(box, '/me/moderate_conversations', {
    token: it('PAGE_TOKEN'),
    body: { user_ids: [{ id: it('PSID') }], actions: ['block_user'] },
  })
  expect(await box.control('messages', { ...who(), text: 'hello?' })).toEqual({
    error: 'The Page has blocked this person, so nothing they send arrives.',
  })
})

test('an act on a message that is not there is refused in words', async () => {
  expect(await box.control('messages/m_none/edit', { text: 'x' })).toEqual({ error: 'There is no message m_none.' })
  const mid = await send({ text: 'hi' })
  expect(await box.control(`messages/${mid}/edit`, { text: 'x' })).toEqual({ error: 'Only what the person wrote can be edited.' })
  expect(await box.control(`messages/${mid}/unsend`, {})).toEqual({ error: 'Only what the person wrote can be unsent.' })
  expect(await box.control(`messages/${mid}/tap`, {})).toEqual({ error: 'quick_reply or button is missing.' })
})
