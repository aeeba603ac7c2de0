import { createHash, randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Act } from '#domain/acts/act.ts'
import type { Outcome } from '#domain/acts/outcome.ts'
import type { Addressee, OpenChannel } from '#domain/channels/channel-port.ts'
import type { NextPlace, Place } from '#domain/channels/place.ts'
import { ownMark } from '#domain/acts/own-mark.ts'
import { GOES_AS, type ReplyMode } from '#domain/messaging-policy/reply-mode.ts'
import { addressedTo } from '#domain/entries/mention.ts'
import type { OutgoingFile } from '#domain/files/outgoing-file.ts'
import type { AttachmentId, ChannelId, MessageId, WorkspaceId } from '#domain/ids.ts'
import { fileKey } from '#storage/files/file-key.ts'
import { FileStoreError } from '#storage/files/file-store.ts'
import { giveKey } from '#test/channels.ts'
import { createSealer } from '#storage/secrets.ts'
import { FULL_PAGE, openFacebookDesk } from '#test/facebook-desk.ts'
import { picture } from '#test/pictures.ts'
import { createFacebookChannel } from './carry.ts'

const CUSTOMER = '100014402987731'
let world: Awaited<ReturnType<typeof openFacebookDesk>>

beforeAll(async () => {
  world = await openFacebookDesk()
})
beforeEach(() => world.reset())
afterAll(() => world.close())

type Reply = { readonly messageId: MessageId; readonly text: string; readonly recipientExternalId: string }
type Page = { readonly workspaceId: WorkspaceId; readonly id: ChannelId; readonly keyEncrypted: Buffer }
type Talk = { readonly reply: Reply; readonly page: Page }

/** A connected Page to which a customer wrote, and a reply to her. */
async function conversation(): Promise<Talk> {
  const anna = await world.newAdministrator()
  await world.connect(anna, await world.authorise(anna), [FULL_PAGE])
  const { psid } = await world.sandbox.control<{ psid: string }>('POST', 'messages', {
    page_id: FULL_PAGE,
    person_id: CUSTOMER,
    text: 'Hello',
  })
  const row = await world.desk.db.selectFrom('facebook_connections').selectAll().executeTakeFirstOrThrow()
  return {
    reply: { messageId: world.desk.newId<MessageId>(), text: 'Dzień dobry 🌱', recipientExternalId: psid },
    page: { workspaceId: anna.actor.workspaceId, id: row.channel_id as ChannelId, keyEncrypted: row.key_encrypted },
  }
}

const channel = (sealer = world.sealer) =>
  createFacebookChannel({ db: world.desk.db, graph: world.graph, sealer, store: world.store, now: world.desk.now })
const open = ({ workspaceId, id }: Page, sealer = world.sealer) => channel(sealer).open({ workspaceId, channelId: id })

async function placeOf(next: NextPlace): Promise<Place> {
  if (next.kind === 'later') {
    throw new Error('Nobody else asks the Page.')
  }
  return await next.place
}

/** Carries it when the Page may be asked. */
async function carryBy(opened: OpenChannel, asked: Act, to: Addressee): Promise<Outcome> {
  return await opened.carry(asked, to, await placeOf(opened.nextPlace(asked, to.subject)))
}

async function send({ reply, page }: Talk, mode: ReplyMode = 'response'): Promise<Outcome | undefined> {
  const opening = await open(page)
  const to = {
    subject: { kind: 'direct', personId: reply.recipientExternalId },
    under: undefined,
    target: undefined,
    goesAs: GOES_AS[mode],
    mark: ownMark(reply.messageId),
  } as const
  return opening.kind === 'open' ? await carryBy(opening.channel, { kind: 'say', text: reply.text }, to) : undefined
}

test('a reply reaches the customer, with our message named in its metadata', async () => {
  const talk = await conversation()
  expect(await send(talk)).toEqual({ kind: 'sent', externalId: expect.stringMatching(/^m_/), personId: talk.reply.recipientExternalId })
  const { entries } = await world.sandbox.control<{ entries: { path: string; request: string }[] }>('GET', 'journal?limit=1000')
  const call = entries.find(({ path }) => path.startsWith(`/${FULL_PAGE}/messages`))
  expect(JSON.parse(call?.request ?? '')).toEqual({
    recipient: { id: talk.reply.recipientExternalId },
    messaging_type: 'RESPONSE',
    message: { text: 'Dzień dobry 🌱', metadata: `desk:${talk.reply.messageId}` },
  })
})

test('after 24 hours Facebook refuses, and the reply fails with that reason', async () => {
  const talk = await conversation()
  await world.sandbox.control('POST', 'clock', { advance_ms: 25 * 3_600_000 })
  expect(await send(talk)).toMatchObject({
    kind: 'failed',
    failure: { reason: 'window-closed', code: 10, subcode: 2_018_278 },
  })
})

test('P6: a human agent still answers after 24 hours, for seven days, and only for an app that has the feature', async () => {
  const talk = await conversation()
  await world.sandbox.control('POST', 'clock', { advance_ms: 7 * 24 * 3_600_000 - 60_000 })
  expect(await send(talk, 'human-agent')).toMatchObject({ kind: 'sent' })
  const { entries } = await world.sandbox.control<{ entries: { path: string; request: string }[] }>('GET', 'journal?limit=1000')
  const call = entries.findLast(({ path }) => path.startsWith(`/${FULL_PAGE}/messages`))
  expect(JSON.parse(call?.request ?? '')).toMatchObject({ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' })
  await world.sandbox.control('PATCH', `apps/${world.sandbox.appId}`, { features: { human_agent: false } })
  const refused = { kind: 'failed', failure: { reason: 'window-closed', code: 10, subcode: 2_018_278 } }
  expect(await send(talk, 'human-agent')).toMatchObject(refused)
  await world.sandbox.control('PATCH', `apps/${world.sandbox.appId}`, { features: { human_agent: true } })
  await world.sandbox.control('POST', 'clock', { advance_ms: 120_000 })
  expect(await send(talk, 'human-agent')).toMatchObject(refused)
})

test('S14: news of a Page in the News Page Index go after 24 hours, and those of another are refused', async () => {
  const talk = await conversation()
  await world.sandbox.control('POST', 'clock', { advance_ms: 25 * 3_600_000 })
  expect(await send(talk, 'news')).toMatchObject({ kind: 'failed', failure: { code: 10, subcode: 2_018_065 } })
  await world.sandbox.control('PATCH', `pages/${FULL_PAGE}`, { is_news_page: true })
  expect(await send(talk, 'news')).toMatchObject({ kind: 'sent' })
})

test.each([458, 459, 460, 463, 464, 467])('a key that died with subcode %i is told as dead', async (subcode) => {
  const talk = await conversation()
  await world.sandbox.control('POST', 'tokens/kill', { page_id: FULL_PAGE, subcode })
  expect(await send(talk)).toMatchObject({ kind: 'key-dead', failure: { reason: 'key-dead', code: 190, subcode } })
})

test('a person who blocked the Page is not available', async () => {
  const talk = await conversation()
  await world.sandbox.control('PATCH', `pages/${FULL_PAGE}`, { blocked_by: { [CUSTOMER]: true } })
  expect(await send(talk)).toMatchObject({ kind: 'failed', failure: { reason: 'person-unavailable' } })
})

test.each([
  ['no answer', { act: 'hang' }],
  ['code 2 and status 400', { act: 'error', code: 2, status: 400 }],
  ['code 1/99', { act: 'error', code: 1, subcode: 99 }],
  ['code 1200', { act: 'error', code: 1200 }],
  ['429 without a body', { act: 'status', status: 429, body: '' }],
  ['429 with a limit', { act: 'error', code: 4, status: 429 }],
  ['503 with an error', { act: 'error', code: 2, status: 503 }],
  ['503 without a body', { act: 'status', status: 503, body: '' }],
])('R6: a message that Facebook took and answered with %s is unconfirmed, not to be sent again', async (_what, fault) => {
  const talk = await conversation()
  await world.sandbox.control('POST', 'faults', { on: 'call', path: '/messages', after_acting: true, ...fault })
  expect(await send(talk)).toMatchObject({ kind: 'unconfirmed' })
})

test.each([4, 17, 32, 613])('R6: the limit %i, which the usage header tells, is surely not sent and may go later', async (code) => {
  const talk = await conversation()
  await world.sandbox.control('POST', 'faults', { on: 'call', path: '/messages', act: 'error', code })
  expect(await send(talk)).toMatchObject({ kind: 'retry', failure: { reason: 'rate-limited', code } })
})

test('R5: a key that was sealed for another channel, or with another encryption key, is never called with', async () => {
  const { page } = await conversation()
  const { workspaceId, keyEncrypted } = page
  const another = { ...page, id: world.desk.newId<ChannelId>() }
  const row = { workspace_id: workspaceId, id: another.id, kind: 'facebook', name: 'Another', external_id: '7', state: 'connected' }
  await world.desk.db
    .insertInto('channels')
    .values({ ...row, created_at: new Date() })
    .execute()
  await giveKey(world.desk, { workspaceId, channelId: another.id }, keyEncrypted)
  expect(await open(another)).toMatchObject({ kind: 'key-unreadable' })
  expect(await open(page, createSealer(randomBytes(32)))).toMatchObject({ kind: 'key-unreadable' })
  expect(await open(page)).toMatchObject({ kind: 'open' })
})

const SENT = { kind: 'sent', externalId: undefined }
const [DONE, NOT_DONE] = [{ kind: 'done' }, { kind: 'not-done' }]
type Shown = {
  readonly id: string
  readonly from: { readonly name: string }
  readonly from_id: string
  readonly message: string
  readonly at: number
  readonly is_hidden: boolean
  readonly media?: { readonly url: string } | null
  readonly comments?: readonly Shown[]
}

/** As Graph tells it: to the second. */
const saidAt = (said: Shown | undefined) => new Date(Math.floor((said?.at ?? 0) / 1000) * 1000)

/** A comment under a post of the Page, and what the wall shows. */
async function commented(personId = CUSTOMER) {
  const { page } = await conversation()
  const post = await world.sandbox.control<Shown>('POST', 'posts', { page_id: FULL_PAGE, message: 'New furniture' })
  const comment = await world.sandbox.control<Shown>('POST', 'comments', { object_id: post.id, person_id: personId, message: 'How much?' })
  const [postId, rootId] = [post.id, comment.id].map((id) => id.split('_').at(-1) ?? '')
  const subject = { kind: 'comments', postId: postId ?? '', rootId: rootId ?? '' } as const
  const to = (id: string | undefined, author: string | undefined = comment.from_id) => {
    const target = id === undefined ? undefined : ({ thing: 'comment', calledAs: id, author } as const)
    return { subject, under: comment.id, target, goesAs: undefined, mark: ownMark(world.desk.newId<MessageId>()) }
  }
  const act = async (asked: Act, target: string | undefined = comment.id) => {
    const opening = await open(page)
    return opening.kind === 'open' ? await carryBy(opening.channel, asked, to(target)) : undefined
  }
  const look = async (asked: Act, target: string | undefined = comment.id) => {
    const opening = await open(page)
    return opening.kind === 'open' ? await opening.channel.look(asked, to(target), world.desk.now()) : undefined
  }
  const wall = async () => {
    const { posts } = await world.sandbox.control<{ posts: Shown[] }>('GET', `wall/${FULL_PAGE}`)
    return posts.find(({ id }) => id === post.id)?.comments ?? []
  }
  const mayReplyPrivately = async () => {
    const opening = await open(page)
    return opening.kind === 'open' ? await opening.channel.mayReplyPrivately({ thing: 'comment', calledAs: comment.id }) : undefined
  }
  return { act, look, mayReplyPrivately, wall, comment, page, to }
}

test('a public answer stands under the comment, and is named by the last part of its id', async () => {
  const { act, wall } = await commented()
  const outcome = await act({ kind: 'say', text: 'Forty euro' }, undefined)
  const [, answer] = await wall()
  expect(answer).toMatchObject({ message: 'Forty euro' })
  expect(outcome).toEqual({ kind: 'sent', externalId: answer?.id.split('_').at(-1), calledAs: answer?.id })
  expect(await act({ kind: 'edit', text: 'Fifty euro' }, answer?.id)).toEqual({ kind: 'sent', externalId: undefined })
  expect(await wall()).toMatchObject([{ message: 'How much?' }, { message: 'Fifty euro' }])
})

test('a comment is hidden, shown again, liked and deleted', async () => {
  const { act, wall } = await commented()
  expect(await act({ kind: 'hide', isHidden: true })).toEqual({ kind: 'sent', externalId: undefined })
  expect(await wall()).toMatchObject([{ is_hidden: true }])
  await act({ kind: 'hide', isHidden: false })
  expect(await wall()).toMatchObject([{ is_hidden: false }])
  expect(await act({ kind: 'react', reaction: 'like' })).toMatchObject({ kind: 'sent' })
  expect(await act({ kind: 'react', reaction: undefined })).toMatchObject({ kind: 'sent' })
  expect(await act({ kind: 'remove' })).toMatchObject({ kind: 'sent' })
  expect(await wall()).toEqual([])
  expect(await act({ kind: 'hide', isHidden: true })).toMatchObject({ kind: 'failed', failure: { reason: 'gone' } })
})

const BLOCK = { kind: 'block', isBlocked: true } as const
const UNBLOCK = { kind: 'block', isBlocked: false } as const

test('whoever only commented is blocked by the id that the comment tells, and let in again; twice is as once', async () => {
  const stranger = await world.sandbox.control<{ id: string }>('POST', 'people', { name: 'Otto Fremd' })
  const { act, look, comment, page, to } = await commented(stranger.id)
  const sayMore = () =>
    world.sandbox.control<object>('POST', 'comments', { object_id: comment.id, person_id: stranger.id, message: 'Me again' })
  expect([await look(BLOCK), await look(UNBLOCK)]).toEqual([NOT_DONE, DONE])
  expect([await act(BLOCK), await act(BLOCK)]).toEqual([SENT, SENT])
  expect([await look(BLOCK), await look(UNBLOCK)]).toEqual([DONE, NOT_DONE])
  await expect(sayMore()).rejects.toThrow('banned')
  expect([await act(UNBLOCK), await act(UNBLOCK)]).toEqual([SENT, SENT])
  expect(await sayMore()).toHaveProperty('id')
  const opening = await open(page)
  if (opening.kind === 'open') {
    const { target, ...there } = to(comment.id)
    const nobody = { ...there, target: target && { ...target, author: undefined } }
    expect(await carryBy(opening.channel, BLOCK, nobody)).toMatchObject({ kind: 'failed' })
    expect(await opening.channel.look(BLOCK, nobody, world.desk.now())).toEqual({ kind: 'unclear' })
  }
})

test('that somebody is blocked is in doubt where Facebook did it and did not answer, and is seen', async () => {
  const { act, look } = await commented()
  await world.sandbox.control('POST', 'faults', { on: 'call', path: '/blocked', after_acting: true, act: 'status', status: 503, body: '' })
  expect(await act(BLOCK)).toMatchObject({ kind: 'unconfirmed' })
  expect(await look(BLOCK)).toEqual(DONE)
})

test('B17, B16: a private reply goes by the whole id of the comment, once', async () => {
  const { act } = await commented()
  expect(await act({ kind: 'say-privately', text: 'I can keep one' })).toEqual({
    kind: 'sent',
    externalId: expect.stringMatching(/^m_/),
    personId: expect.any(String),
  })
  expect(await act({ kind: 'say-privately', text: 'Are you there?' })).toMatchObject({
    kind: 'failed',
    failure: { reason: 'answered-privately', code: 10_900 },
  })
})

test('B16: what a visitor posted is answered privately as a post, once, and Facebook tells beforehand whether it can be', async () => {
  const { page } = await conversation()
  const wish = { page_id: FULL_PAGE, person_id: CUSTOMER, message: 'Do you deliver?' }
  const { id } = await world.sandbox.control<Shown>('POST', 'posts', wish)
  const opening = await open(page)
  if (opening.kind !== 'open') {
    throw new Error('The Page has no key.')
  }
  const target = { thing: 'post', calledAs: id } as const
  const subject = { kind: 'post', postId: id.split('_').at(-1) ?? '' } as const
  const to = { subject, under: id, target, goesAs: undefined, mark: ownMark(world.desk.newId<MessageId>()) }
  const asked = { kind: 'say-privately', text: 'We do' } as const
  expect(await opening.channel.mayReplyPrivately(target)).toEqual({ kind: 'told', answer: 'can' })
  expect(await opening.channel.look(asked, to, world.desk.now())).toEqual({ kind: 'not-done' })
  expect(await carryBy(opening.channel, asked, to)).toMatchObject({ kind: 'sent', externalId: expect.stringMatching(/^m_/) })
  expect(await opening.channel.mayReplyPrivately(target)).toEqual({ kind: 'told', answer: 'cannot' })
  expect(await carryBy(opening.channel, asked, to)).toMatchObject({ kind: 'failed', failure: { reason: 'answered-privately' } })
})

test.each([
  ['no answer', { act: 'hang' }],
  ['503 without a body', { act: 'status', status: 503, body: '' }],
])('a comment that Facebook took and answered with %s is unconfirmed', async (_what, fault) => {
  const { act } = await commented()
  await world.sandbox.control('POST', 'faults', { on: 'call', path: '/comments', after_acting: true, ...fault })
  expect(await act({ kind: 'say', text: 'Forty euro' }, undefined)).toMatchObject({ kind: 'unconfirmed' })
})

test('what nobody answered for is looked at: the newest answers are listed, all else shows whether it was done', async () => {
  const { act, look, wall } = await commented()
  expect(await look({ kind: 'say', text: 'Forty euro' })).toEqual({ kind: 'listed', said: [], isWhole: true })
  await act({ kind: 'say', text: 'Forty euro' }, undefined)
  const [, answer] = await wall()
  const there = { externalId: answer?.id.split('_').at(-1), calledAs: answer?.id }
  expect(await look({ kind: 'say', text: ' Forty  euro ' })).toEqual({
    kind: 'listed',
    said: [{ ...there, at: saidAt(answer) }],
    isWhole: true,
  })
  expect(await look({ kind: 'say', text: 'How much?' })).toMatchObject({ said: [] })
  expect([await look({ kind: 'edit', text: 'Fifty' }, answer?.id), await look({ kind: 'edit', text: 'Forty euro' }, answer?.id)]).toEqual([
    NOT_DONE,
    DONE,
  ])
  expect([await look({ kind: 'hide', isHidden: true }), await look({ kind: 'hide', isHidden: false })]).toEqual([NOT_DONE, DONE])
  expect([await look({ kind: 'react', reaction: 'like' }), await look({ kind: 'react', reaction: undefined })]).toEqual([NOT_DONE, DONE])
  expect(await look({ kind: 'say-privately', text: 'Hello' })).toEqual(NOT_DONE)
  await act({ kind: 'say-privately', text: 'Hello' })
  expect(await look({ kind: 'say-privately', text: 'Hello' })).toEqual({ kind: 'unclear' })
  expect(await look({ kind: 'remove' })).toEqual(NOT_DONE)
  await act({ kind: 'remove' })
  expect([await look({ kind: 'remove' }), await look({ kind: 'hide', isHidden: true })]).toEqual([DONE, { kind: 'unclear' }])
})

test('a private message that nobody answered for is looked for in the inbox, by its words; beyond the twenty newest nobody can tell', async () => {
  const talk = await conversation()
  const { reply, page } = talk
  const [since, subject] = [world.desk.now(), { kind: 'direct', personId: reply.recipientExternalId }] as const
  const look = async (text = reply.text, from = since) => {
    const opening = await open(page)
    const to = { subject, under: undefined, target: undefined, goesAs: undefined, mark: ownMark(reply.messageId) }
    return opening.kind === 'open' ? await opening.channel.look({ kind: 'say', text }, to, from) : undefined
  }
  expect(await look()).toEqual({ kind: 'listed', said: [], isWhole: true })
  await world.sandbox.control('POST', 'faults', { on: 'call', path: '/messages', after_acting: true, act: 'reset' })
  expect(await send(talk)).toMatchObject({ kind: 'unconfirmed' })
  const { messages } = await world.sandbox.control<{ messages: { mid: string; text: string }[] }>(
    'GET',
    `conversations/${FULL_PAGE}/${CUSTOMER}`,
  )
  const there = messages.find(({ text }) => text === reply.text)?.mid
  expect(await look()).toEqual({ kind: 'listed', said: [{ externalId: there, at: expect.any(Date) }], isWhole: true })
  expect(await look('Hello')).toMatchObject({ said: [] })
  for (let count = 0; count < 20; count += 1) {
    await world.sandbox.control('POST', 'messages', { page_id: FULL_PAGE, person_id: CUSTOMER, text: `More ${count}` })
  }
  expect(await look()).toEqual({ kind: 'listed', said: [], isWhole: false })
})

test('a picture in private that nobody answered for is looked for by what the inbox tells of files', async () => {
  const { reply, page } = await conversation()
  const opening = await open(page)
  if (opening.kind !== 'open') {
    throw new Error('The key does not open.')
  }
  const { channel: opened } = opening
  const file = await stored(page)
  const brought = await opened.bring(file, await placeOf(opened.nextPlaceForFile()))
  const files = brought.kind === 'brought' ? [brought.called] : []
  const subject = { kind: 'direct', personId: reply.recipientExternalId } as const
  const to = { subject, under: undefined, target: undefined, goesAs: GOES_AS.response, files, mark: ownMark(reply.messageId) }
  const look = (asked: Act) => opened.look(asked, to, world.desk.now())
  const asked = { kind: 'say', text: '', files: [file] } as const
  expect(await look(asked)).toEqual({ kind: 'listed', said: [], isWhole: true })
  await world.sandbox.control('POST', 'faults', { on: 'call', path: '/messages', after_acting: true, act: 'reset' })
  expect(await carryBy(opened, asked, to)).toMatchObject({ kind: 'unconfirmed' })
  expect(await look(asked)).toEqual({
    kind: 'listed',
    said: [{ externalId: expect.stringMatching(/^m_/), at: expect.any(Date) }],
    isWhole: true,
  })
  expect(await look({ ...asked, files: [file, file] })).toMatchObject({ said: [] })
  expect(await look({ ...asked, files: [{ ...file, what: 'file', type: 'application/pdf', name: 'plan.pdf' }] })).toMatchObject({
    said: [],
  })
})

/** Who wrote the comment, as Facebook calls them, named before a text. */
const naming = ({ from: { name }, from_id: externalId }: Shown, text: string) =>
  ({ kind: 'say', ...addressedTo({ externalId, name }, text) }) as const

test.each([
  ['their name and tags', { feed_message_tags: true }],
  ['the tag as it was', { person_mentions: 'kept' }],
])(
  'an answer that mentions somebody is tagged, comes back with %s, and is known again when nobody answered for it',
  async (_what, settings) => {
    const { act, look, wall, comment } = await commented()
    await world.sandbox.control('PATCH', 'settings', settings)
    const asked = naming(comment, 'forty euro')
    expect(await look(asked)).toEqual({ kind: 'listed', said: [], isWhole: true })
    await act(asked, undefined)
    const [, answer] = await wall()
    const isNamed = !('person_mentions' in settings)
    expect(answer).toMatchObject({
      message: isNamed ? asked.text : `@[${comment.from_id}] forty euro`,
      message_tags: isNamed ? [{ id: comment.from_id, offset: 0, length: comment.from.name.length }] : [],
    })
    const there = { externalId: answer?.id.split('_').at(-1), calledAs: answer?.id }
    expect(await look(asked)).toEqual({ kind: 'listed', said: [{ ...there, at: saidAt(answer) }], isWhole: true })
    const renamed = { ...asked, ...addressedTo({ externalId: comment.from_id, name: 'As she was called before' }, 'forty euro') }
    expect(await look(renamed)).toMatchObject({ said: [there] })
    expect(await look(naming(comment, 'fifty euro'))).toMatchObject({ said: [] })
  },
)

/** A picture in the desk's own storage, as an act names it. */
async function stored(page: Page): Promise<OutgoingFile> {
  const bytes = await picture(40, 30).jpeg().toBuffer()
  const digest = createHash('sha256').update(bytes).digest('hex')
  world.store.kept.set(fileKey(page.workspaceId, digest, 'shown'), bytes)
  return { id: v7() as AttachmentId, what: 'picture', digest, form: 'shown', type: 'image/jpeg' }
}

test.each([
  ['alone', '', { text: '' }],
  ['with words', 'Here it is', { text: 'Here it is' }],
])(
  'a picture %s stands under the comment as it lies in our storage, and is known again when nobody answered for it',
  async (_how, text) => {
    const { act, look, wall, page } = await commented()
    const asked = { kind: 'say', text, files: [await stored(page)] } as const
    expect(await look(asked)).toEqual({ kind: 'listed', said: [], isWhole: true })
    const outcome = await act(asked, undefined)
    const [, answer] = await wall()
    expect(answer).toMatchObject({ message: text, media: { type: 'photo', width: 40, height: 30 } })
    const there = { externalId: answer?.id.split('_').at(-1), calledAs: answer?.id }
    expect(outcome).toEqual({ kind: 'sent', ...there })
    expect(await look(asked)).toEqual({ kind: 'listed', said: [{ ...there, at: saidAt(answer) }], isWhole: true })
    const shown = await fetch(`${world.sandbox.url}${answer?.media?.url}`)
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(world.store.kept.get(fileKey(page.workspaceId, asked.files[0].digest, 'shown')))
  },
)

test('words alone are no picture, and a picture alone no words', async () => {
  const { act, look, page } = await commented()
  const file = await stored(page)
  await act({ kind: 'say', text: 'Here it is' }, undefined)
  expect(await look({ kind: 'say', text: '', files: [file] })).toMatchObject({ said: [] })
  await act({ kind: 'say', text: '', files: [file] }, undefined)
  expect(await look({ kind: 'say', text: 'There it is' })).toMatchObject({ said: [] })
})

test('a picture that Facebook took and did not answer for is unconfirmed; one that is lost, or that the storage does not give, calls nothing', async () => {
  const { act, wall, page } = await commented()
  const file = await stored(page)
  await world.sandbox.control('POST', 'faults', { on: 'call', path: '/comments', after_acting: true, act: 'hang' })
  expect(await act({ kind: 'say', text: '', files: [file] }, undefined)).toMatchObject({ kind: 'unconfirmed' })
  expect(await wall()).toHaveLength(2)
  const { open } = world.store
  world.store.open = () => Promise.reject(new FileStoreError('storage-away', undefined))
  expect(await act({ kind: 'say', text: '', files: [file] }, undefined)).toMatchObject({
    kind: 'retry',
    failure: { reason: 'file-storage' },
  })
  world.store.open = open
  world.store.kept.clear()
  expect(await act({ kind: 'say', text: '', files: [file] }, undefined)).toEqual({ kind: 'failed', failure: { reason: 'file-gone' } })
  expect(await wall()).toHaveLength(2)
})

test('an edit that keeps a name keeps the mention', async () => {
  const { act, look, wall, comment } = await commented()
  await act(naming(comment, 'forty euro'), undefined)
  const [, answer] = await wall()
  const edit = { ...naming(comment, 'fifty euro'), kind: 'edit' } as const
  expect(await act(edit, answer?.id)).toMatchObject({ kind: 'sent' })
  expect((await wall())[1]).toMatchObject({ message: edit.text, message_tags: [{ id: comment.from_id }] })
  expect(await look(edit, answer?.id)).toEqual(DONE)
})

test('a list that says that it goes on is not whole, however little stands on its first page', async () => {
  const { look } = await commented()
  const body = JSON.stringify({ data: [], paging: { next: 'https://graph.facebook.com/next' } })
  await world.sandbox.control('POST', 'faults', { on: 'call', path: '/comments', act: 'status', status: 200, body })
  expect(await look({ kind: 'say', text: 'Forty euro' })).toEqual({ kind: 'listed', said: [], isWhole: false })
})

test('B16: whether a comment can be answered privately is asked beforehand, and by hand in Facebook it may be used', async () => {
  const { comment, mayReplyPrivately } = await commented()
  expect(await mayReplyPrivately()).toEqual({ kind: 'told', answer: 'can' })
  await world.sandbox.control('POST', 'private-replies', { page_id: FULL_PAGE, comment_id: comment.id, text: 'By hand' })
  expect(await mayReplyPrivately()).toEqual({ kind: 'told', answer: 'answered' })
})

test('B16: after a week Facebook says beforehand that a comment can’t be answered privately', async () => {
  const { mayReplyPrivately } = await commented()
  await world.sandbox.control('POST', 'clock', { advance_ms: 8 * 24 * 3_600_000 })
  expect(await mayReplyPrivately()).toEqual({ kind: 'told', answer: 'cannot' })
})
