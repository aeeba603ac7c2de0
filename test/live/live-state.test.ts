import { readFileSync } from 'node:fs'
import { QueryClient, type QueryKey } from '@tanstack/react-query'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { DeskEvent } from '#domain/events.ts'
import { recordState } from '#desk/acts/record-state.ts'
import { recordDone } from '#desk/acts/record-done.ts'
import { openWaiting } from '#desk/tickets/open-waiting.ts'
import { readAgainByNewer } from '#jobs/read-again.ts'
import type { ActId, ChannelId, MessageId, TicketId, WorkspaceId } from '#domain/ids.ts'
import { readBody } from '#facebook/reading/read.ts'
import { READER_VERSION } from '#facebook/reading/version.ts'
import { FOLDERS, TICKET_SORTS, type Folder, type TicketSort } from '#domain/tickets/folder.ts'
import { lockAct } from '#storage/acts.ts'
import { appendEvents, type NewEvent } from '#storage/events.ts'
import { signInBody } from '#test/accounts-app.ts'
import { openStream } from '#test/event-stream.ts'
import { openTicketDesk, type Company, type TicketDesk } from '#test/ticket-desk.ts'
import { keys } from '#web/api/query-client.ts'
import type { Channel, Client, Line, Ticket } from '#web/api/types.ts'
import { applyEvent } from '#web/live/apply-event.ts'
import type { LinePages } from '#web/conversation/conversation-queries.ts'
import type { ThreadPages } from '#web/posts/thread-pages.ts'
import type { TicketPages } from '#web/tickets/tickets-queries.ts'
import { deliveryBy, echoTo, pageDelivery, readBy } from '#test/intake-desk.ts'
import { writeReply } from '#test/lines.ts'

let desk: TicketDesk
let ours: Company
let ticket: Ticket
/** Who wrote the ticket that is open: somebody new in each test. */
let person: string
let persons = 0
const LIST_PAGE = 4
const LINES_PAGE = 5

beforeAll(async () => {
  desk = await openTicketDesk()
  ours = await desk.setUp('1067280970047460')
  for (const text of ['one', 'two', 'three', 'four', 'five', 'six']) {
    await desk.arrive(ours, { text })
  }
  await write('Do you ship to Norway?')
  await write('My bell rings by itself', {
    item: { item: 'status', post_id: `${ours.page}_801`, comment_id: undefined, parent_id: undefined },
  })
})
beforeEach(async () => {
  person = `79000000${(persons += 1)}`
  ticket = await desk.arrive(ours, { person, text: 'Where is my parcel?' })
})
afterAll(() => desk.close())

const call = async (request: string, body?: unknown) => {
  const isCommand = request.startsWith('POST')
  const answer = await desk.call(ours.administrator, request, { body, ...(isCommand ? { key: v7() } : {}) })
  expect([request, answer.status]).toEqual([request, expect.toSatisfy((status: number) => status < 300)])
  return answer.body
}
const tell = (event: NewEvent) => desk.desk.db.transaction().execute((tx) => appendEvents(tx, ours.workspaceId as WorkspaceId, [event]))
const reply = (): Promise<Line> => call(`POST /tickets/${ticket.id}/replies`, { text: 'On its way' })
const memberNamed = async (name: string) => (await call('GET /members')).members.find((each: { name: string }) => each.name === name)
const signIn = (name: string) => desk.call('', 'POST /session', { body: signInBody(name) })
/** Somebody else, whom the list shows, too, turns out to be the person of the open ticket. */
const mergeTwo = async (): Promise<Client> => {
  const other = await desk.arrive(ours, { text: 'It is me again' })
  await call(`PUT /clients/${other.client.id}/name`, { name: `Vera ${v7()}` })
  await call(`PUT /clients/${ticket.client.ownId}/vip`, { isVip: true })
  return call(`POST /clients/${other.client.id}/merges`, { clientId: ticket.client.id })
}
const chat = (): Promise<{ id: string }> => call('POST /channels', { kind: 'chat', name: `Chat ${v7()}` })

type Written = { readonly by?: string; readonly under?: string; readonly id?: string; readonly item?: object }
let [moment, written] = [Math.floor(Date.now() / 1000) - 10_000, 10_000]

/** Something new that everybody reads, a comment under the Page's post 900 unless `item` says otherwise; its own id. */
async function write(text: string, { by = '8101', under, id = String((written += 1)), item = {} }: Written = {}): Promise<string> {
  moment += 10
  const from = by === 'page' ? { id: ours.page } : { id: by, name: `Person ${by}` }
  const parent = under === undefined ? `${ours.page}_900` : `900_${under}`
  const place = { post_id: `${ours.page}_900`, comment_id: `900_${id}`, parent_id: parent }
  const value = { item: 'comment', verb: 'add', from, message: text, created_time: moment, ...place, ...item }
  await desk.hear({ object: 'page', entry: [{ id: ours.page, time: moment, changes: [{ field: 'feed', value }] }] })
  return id
}
const nextId = () => String((written += 1))
const turn = (kind: string, isOn: boolean) => call(`PUT /channels/${ours.channelId}/ticket-switches/${kind}`, { isOn })
const openAll = async () => {
  for (const job of desk.openJobs.splice(0)) {
    await openWaiting(desk.desk, job)
  }
}
/** Two threads with a ticket each, until what the one answers is told: it is part of the other. */
const becomeOne = async () => {
  const [head, middle] = [nextId(), nextId()]
  await write('And in winter?', { under: middle })
  await write('Is it open on Sunday?', { id: head })
  await write('Only in summer', { under: head, id: middle, by: '8102' })
}
const REFERRAL = { ref: 'spring', source: 'SHORTLINK', type: 'OPEN_THREAD' }
const parties = () => ({ sender: { id: person }, recipient: { id: ours.page } })
/** Of a kind that the desk does not know. */
const playGame = () => desk.hear(pageDelivery({ ...parties(), timestamp: Date.now(), game_play: { game_id: '5' } }))

/** Nobody's, so that no conversation tells of it. */
const tellUnknown = (count: number) => {
  const unknown = Array.from({ length: count }, (_, n) => ({
    recipient: { id: ours.page },
    timestamp: Date.now() + n,
    novelty: { n, id: v7() },
  }))
  return desk.hear({ object: 'page', entry: [{ id: ours.page, time: Date.now(), messaging: unknown }] })
}

/** How each event comes about. Those that no screen's rows depend on are only told. */
const HAPPENS: { readonly [Type in DeskEvent['type']]: () => Promise<unknown> } = {
  'ticket.created': () => desk.arrive(ours, { text: 'Hello' }),
  'ticket.changed': async () => {
    await call(`PUT /tickets/${ticket.id}/status`, { status: 'solved' })
    await call(`PUT /tickets/${ticket.id}/status`, { status: 'on-hold' })
    await call(`PUT /tickets/${ticket.id}/assignee`, { memberId: (await call('GET /session')).memberId })
    await call(`PUT /tickets/${ticket.id}/priority`, { priority: 'urgent' })
  },
  'ticket.reminded': async () => {
    const userIds = [(await memberNamed('Bea')).userId]
    return tell({
      type: 'ticket.reminded',
      ticketId: ticket.id as TicketId,
      payload: { userIds, kind: 'reply-window', until: new Date().toISOString() },
    })
  },
  'ticket.removed': becomeOne,
  'thread.changed': async () => {
    await turn('comment', false)
    await write('Which size fits me?')
  },
  'entry.added': () => desk.arrive(ours, { person, text: 'And where is it now?' }),
  'reply.queued': reply,
  'reply.state-changed': async () => {
    const { id } = await reply()
    const at = Date.now()
    await desk.hear(echoTo({ person, mid: `m_${id}`, text: 'On its way', at, more: { metadata: `desk:${id}` } }))
  },
  'entry.changed': () => tell({ type: 'entry.changed', ticketId: ticket.id as TicketId, payload: { lineId: v7() } }),
  'conversation.marked': async () => {
    const { id } = await reply()
    const at = Date.now()
    await desk.hear(echoTo({ person, mid: `m_${id}`, text: 'On its way', at, more: { metadata: `desk:${id}` } }))
    await desk.hear(readBy({ person, until: at + 1 }))
  },
  'internal-comment.written': () => call(`POST /tickets/${ticket.id}/internal-comments`, { text: 'Ask the warehouse' }),
  'piece.kept': playGame,
  'piece.understood': async () => {
    await playGame()
    const read = () => readBody(pageDelivery({ ...parties(), timestamp: Date.now(), referral: REFERRAL }))
    const failures: unknown[] = []
    await readAgainByNewer(desk.desk, (error) => failures.push(error), { version: READER_VERSION + 1, read, readMessage: () => [] })
    expect(failures).toEqual([])
  },
  'note.added': () => desk.hear(pageDelivery({ ...parties(), timestamp: Date.now(), referral: REFERRAL })),
  'note.changed': () => tell({ type: 'note.changed', ticketId: ticket.id as TicketId, payload: { lineId: v7() } }),
  'client.changed': () => call(`PUT /clients/${ticket.client.id}/name`, { name: `Vera ${v7()}` }),
  'client.merged': () => mergeTwo(),
  'client.split': async () => {
    const { id, merged } = await mergeTwo()
    await call(`DELETE /clients/${id}/merges/${merged.at(-1)?.mergeId}`)
  },
  'channel.connected': chat,
  'channel.changed': async () => call(`PUT /channels/${(await chat()).id}/name`, { name: `Help ${v7()}` }),
  'channel.removed': async () => call(`DELETE /channels/${(await chat()).id}`),
  'comment-tickets.changed': async () => {
    await call(`PUT /channels/${ours.channelId}/comment-tickets`, { onePer: 'post' })
    await call(`PUT /channels/${ours.channelId}/comment-tickets`, { onePer: 'thread' })
  },
  'channel.switched': () => call(`PUT /channels/${ours.channelId}/ticket-switches/review`, { isOn: false }),
  'extension.switched': () => call('PUT /extensions/facebook', { isEnabled: false }),
  'not-understood.changed': () => tellUnknown(1),
  'post.changed': () => tell({ type: 'post.changed', payload: { channelId: ours.channelId as ChannelId, postId: '900' } }),
  'member.invited': () => call('POST /invitations', { email: `${v7()}@example.com`, role: 'agent' }),
  'member.joined': () => desk.join(ours.administrator, `Joel ${v7()}`, 'agent'),
  'member.renamed': async () => {
    await reply()
    await call('PUT /account/name', { name: `Anna ${v7()}` })
  },
  'member.email-changed': async () => tell({ type: 'member.email-changed', payload: { userId: (await memberNamed('Bea')).userId } }),
  'member.role-changed': async () => call(`PUT /members/${(await memberNamed('Bea')).id}/role`, { role: 'employee' }),
  'member.removed': async () => {
    const { id } = await memberNamed('Emil')
    await call(`PUT /tickets/${ticket.id}/assignee`, { memberId: id })
    await call(`DELETE /members/${id}`)
  },
  'member.signed-out': async () => {
    await desk.call((await signIn('Bea')).cookie, 'DELETE /session')
  },
  'member.signed-out-everywhere': async () => {
    await desk.call((await signIn('Bea')).cookie, 'DELETE /account/sessions')
  },
  'member.password-changed': async () => tell({ type: 'member.password-changed', payload: { userId: (await memberNamed('Bea')).userId } }),
  'invitation.cancelled': async () => {
    const { id } = await call('POST /invitations', { email: `${v7()}@example.com`, role: 'agent' })
    await call(`DELETE /invitations/${id}`)
  },
  'draft.saved': () => call(`PUT /tickets/${ticket.id}/drafts/reply`, { text: 'It is on', seen: 0 }),
  'business-hours.changed': async () => {
    const hours = await call('GET /workspace/business-hours')
    return call('PUT /workspace/business-hours', { ...hours, timeZone: 'Europe/Warsaw' })
  },
  'reminders.changed': () => call('PUT /account/reminders', { minutesBefore: 30, isInBrowser: true, isByMail: false }),
  'enter-sends.changed': () => call('PUT /account/enter-sends', { isOn: true }),
  'undo.changed': () => call('PUT /workspace/undo', { seconds: 10 }),
  'gestures.changed': () => call('PUT /workspace/gestures', { typing: false, seen: true }),
  'desk.set-up': () => tell({ type: 'desk.set-up', payload: { workspaceName: 'Ours' } }),
  'mail.written': () => tell({ type: 'mail.written', payload: { mailId: v7() } }),
  'mail.kept': () => tell({ type: 'mail.kept', payload: { mailId: v7() } }),
  'mail.sent': () => tell({ type: 'mail.sent', payload: { mailId: v7() } }),
  'mail.failed': () => tell({ type: 'mail.failed', payload: { mailId: v7() } }),
  'file-storage.changed': () => tell({ type: 'file-storage.changed', payload: { problem: 'storage-full' } }),
  'delivery.returned': () => tell({ type: 'delivery.returned', payload: { deliveryId: '1' } }),
}

/** Side by side: there are many. */
const ofEachList = (ask: (folder: Folder, sort: TicketSort) => Promise<void>) =>
  Promise.all(FOLDERS.flatMap((folder) => TICKET_SORTS.map((sort) => ask(folder, sort))))

/** What a screen holds: pages of every folder in both orders, the open ticket, its conversation and the channels. */
async function hold(): Promise<QueryClient> {
  const queryClient = new QueryClient()
  onTestFinished(() => queryClient.clear())
  await ofEachList(async (folder, sort) => {
    const page = await call(`GET /tickets?folder=${folder}&sort=${sort}&limit=${LIST_PAGE}`)
    queryClient.setQueryData(keys.ticketList(folder, sort), { pages: [{ ...page, end: page.tickets.at(-1) }], pageParams: [undefined] })
  })
  const lines = await call(`GET /tickets/${ticket.id}/messages?limit=${LINES_PAGE}`)
  queryClient.setQueryData(keys.messages(ticket.id), { pages: [lines], pageParams: [undefined] })
  queryClient.setQueryData(keys.ticket(ticket.id), await call(`GET /tickets/${ticket.id}`))
  for (const [key, url] of threadLists()) {
    queryClient.setQueryData(key, { pages: [await call(`GET ${url}?limit=${THREADS_PAGE}`)], pageParams: [undefined] })
  }
  queryClient.setQueryData(keys.channels, (await call('GET /channels')).channels)
  queryClient.setQueryData(keys.shownChannels, (await call('GET /channels')).channels)
  return queryClient
}

const THREADS_PAGE = 5
const threadLists = (): [QueryKey, string][] => [
  [keys.threadsOfPost(ours.channelId, '900', undefined), `/channels/${ours.channelId}/posts/900/threads`],
  [keys.saidInPublic('visitor-posts', { sort: 'newest' }), '/public/visitor-posts'],
]
/** Below a post the Page is told by the post. */
const asInPage = ({ channel: _channel, ...thread }: ThreadPages['pages'][number]['threads'][number]) => thread

/** When a channel told something last comes with no event of its own. */
function asShown({ lastEventAt: _at, ...channel }: Channel) {
  return channel
}

/** How much of it is not understood is read by the screen that shows it. */
function asHeld(channel: Channel) {
  const { notUnderstood: _labels, notUnderstoodCount: _count, ...held } = asShown(channel)
  return held
}

/** Everything that is held, beside the same as it is fetched now; what the news left to be fetched is left out. */
async function compare(queryClient: QueryClient, stale: readonly QueryKey[]): Promise<void> {
  const isStale = (key: QueryKey) => stale.some((each) => each.every((part, place) => part === key[place]))
  await ofEachList(async (folder, sort) => {
    const key = keys.ticketList(folder, sort)
    const held = queryClient.getQueryData<TicketPages>(key)?.pages.flatMap(({ tickets }) => tickets) ?? []
    const { tickets } = await call(`GET /tickets?folder=${folder}&sort=${sort}&limit=${Math.max(1, held.length)}`)
    expect(isStale(key) || { folder, sort, tickets: held }).toEqual(isStale(key) || { folder, sort, tickets })
  })
  const lines = queryClient.getQueryData<LinePages>(keys.messages(ticket.id))?.pages.flatMap(({ messages }) => messages) ?? []
  const fresh = await call(`GET /tickets/${ticket.id}/messages?limit=${lines.length}`)
  expect(isStale(keys.messages(ticket.id)) || lines).toEqual(isStale(keys.messages(ticket.id)) || fresh.messages)
  expect(queryClient.getQueryData(keys.ticket(ticket.id))).toEqual(await call(`GET /tickets/${ticket.id}`))
  for (const [key, url] of threadLists()) {
    const held = queryClient.getQueryData<ThreadPages>(key)?.pages.flatMap(({ threads }) => threads) ?? []
    const { threads } = await call(`GET ${url}?limit=${Math.max(1, held.length)}`)
    expect(isStale(key) || held.map(asInPage)).toEqual(isStale(key) || threads.map(asInPage))
  }
  const { channels } = await call('GET /channels')
  expect(queryClient.getQueryData<readonly Channel[]>(keys.channels)?.map(asHeld)).toEqual(channels.map(asHeld))
  const shown = queryClient.getQueryData<readonly Channel[]>(keys.shownChannels)?.map(asShown)
  expect(isStale(keys.shownChannels) || shown).toEqual(isStale(keys.shownChannels) || channels.map(asShown))
}

/** What a screen that holds all of this hears when something happens, and what that leaves to be fetched. */
async function hear(happen: () => Promise<unknown>) {
  const stream = await openStream(desk, ours.administrator)
  await stream.started()
  const until = async (mark: string) => {
    await tell({ type: 'delivery.returned', payload: { deliveryId: mark } })
    await expect.poll(() => stream.changes().some(({ data }) => data.payload.deliveryId === mark)).toBe(true)
  }
  // A stream may begin with what happened just before it.
  await until(v7())
  const queryClient = await hold()
  const { memberId, user } = await call('GET /session')
  const before = stream.changes().length
  await happen()
  await until(v7())
  const news = stream
    .changes()
    .slice(before)
    .map(({ data }) => data)
  const held = {
    queryClient,
    memberId,
    userId: user.id,
    now: new Date(),
    isBeingSent: () => false,
    takeFromOutbox: () => false,
    takeTextsAlong: () => undefined,
  }
  return { queryClient, news, stale: news.flatMap((event) => applyEvent(held, event)) }
}

test('the guide for integrators names every event, and no other', () => {
  const guide = readFileSync('docs/guide/integrator.md', 'utf8')
  const types = guide.slice(guide.indexOf('Of work on tickets'), guide.indexOf('Outgoing webhooks'))
  expect(new Set([...types.matchAll(/`([a-z-]+\.[a-z-]+)`/g)].map(([, type]) => type))).toEqual(new Set(Object.keys(HAPPENS)))
})

test.each(Object.keys(HAPPENS) as DeskEvent['type'][])('%s: what a screen holds becomes what a fresh look would show', async (type) => {
  onTestFinished(() => call('PUT /extensions/facebook', { isEnabled: true }))
  onTestFinished(() => turn('comment', true))
  const { queryClient, news, stale } = await hear(HAPPENS[type])
  expect(news.map((each) => each.type)).toContain(type)
  await compare(queryClient, stale)
})

/** A reply of which the channel says so. */
async function becomes(state: 'failed' | 'unconfirmed'): Promise<string> {
  const { id } = await reply()
  const { id: actId } = await desk.desk.db.selectFrom('acts').select('id').where('entry_id', '=', id).executeTakeFirstOrThrow()
  const key = { workspaceId: ours.workspaceId as WorkspaceId, id: actId as ActId }
  for (const each of ['sending', state] as const) {
    await desk.desk.db
      .transaction()
      .execute((tx) => recordState(tx, desk.desk, { ...key, change: { state: each, at: new Date(), failure: { reason: 'no-answer' } } }))
  }
  return id
}

const setAside = (id: string) => call(`PUT /tickets/${ticket.id}/messages/${id}/set-aside`)

test.each<[string, number, () => Promise<unknown>]>([
  ['a reply fails', 1, () => becomes('failed')],
  ['nobody knows of a reply', 1, () => becomes('unconfirmed')],
  ['it is tried again', 0, async () => call(`POST /tickets/${ticket.id}/messages/${await becomes('failed')}/attempts`)],
  ['it is set aside', 0, async () => setAside(await becomes('failed'))],
  [
    'whoever set it aside is called otherwise',
    0,
    async () => {
      await setAside(await becomes('failed'))
      await call('PUT /account/name', { name: `Anna ${v7()}` })
    },
  ],
  [
    'whoever wrote it is called otherwise',
    1,
    async () => {
      await becomes('failed')
      await call('PUT /account/name', { name: `Anna ${v7()}` })
    },
  ],
])('Needs attention is in step by events alone: %s', async (_what, count, happen) => {
  const { queryClient, stale } = await hear(happen)
  await compare(queryClient, stale)
  const held = queryClient.getQueryData<TicketPages>(keys.ticketList('needs-attention', 'activity'))
  expect(stale.filter(([, what]) => what === 'list')).toEqual([])
  expect(held?.pages.flatMap(({ tickets }) => tickets).filter(({ id }) => id === ticket.id)).toHaveLength(count)
})

const OF_POST = () => keys.threadsOfPost(ours.channelId, '900', undefined)
const threadsHeld = (queryClient: QueryClient) =>
  queryClient.getQueryData<ThreadPages>(OF_POST())?.pages.flatMap(({ threads }) => threads) ?? []
const threadWith = (queryClient: QueryClient, lineText: string) =>
  threadsHeld(queryClient).find(({ lines }) => lines.some(({ text }) => text === lineText))

test.each<[string, () => Promise<unknown>]>([
  ['a comment begins a thread', () => write('Without a ticket')],
  ['a comment is answered by the Page', async () => write('We will see', { by: 'page', under: await write('May I?') })],
  ['a comment is edited', async () => write('Better words', { id: await write('Words'), item: { verb: 'edited' } })],
  ['a comment is hidden', async () => write('Words', { id: await write('Hide me'), item: { verb: 'hide' } })],
  ['a comment is deleted', async () => write('Words', { id: await write('Delete me'), item: { verb: 'remove' } })],
  [
    'a visitor posts',
    () =>
      write('Lost keys', { item: { item: 'status', post_id: `${ours.page}_${nextId()}`, comment_id: undefined, parent_id: undefined } }),
  ],
])('where no tickets are made, what stands among the posts is shown without fetching: %s', async (_what, happen) => {
  await turn('comment', false)
  await turn('post', false)
  onTestFinished(async () => {
    await turn('comment', true)
    await turn('post', true)
    await openAll()
  })
  const { queryClient, news, stale } = await hear(happen)
  expect(news.map(({ type }) => type)).toContain('thread.changed')
  expect(stale.filter(([, what]) => what === 'threads')).toEqual([])
  expect(stale).toContainEqual(keys.allPublicCounts)
  await compare(queryClient, stale)
})

test('a thread that waited without a ticket shows the ticket that it gets', async () => {
  await turn('comment', false)
  await write('When do you open?')
  const { queryClient, stale } = await hear(async () => {
    await turn('comment', true)
    await openAll()
  })
  expect(threadWith(queryClient, 'When do you open?')).toMatchObject({ ticket: { status: 'new' }, unansweredCount: 1 })
  await compare(queryClient, stale)
})

test('what is said next in such a thread gives it its ticket at once, in its place', async () => {
  await turn('comment', false)
  const head = await write('Is there a blue one?')
  await turn('comment', true)
  desk.openJobs.splice(0)
  const { queryClient, stale } = await hear(() => write('Or a green one?', { under: head }))
  const thread = threadWith(queryClient, 'Or a green one?')
  expect(thread).toMatchObject({ ticket: { status: 'new' }, unansweredCount: 2, lineCount: 2 })
  expect(thread?.lines.map(({ ticketId }) => ticketId)).toEqual([thread?.ticket?.id, thread?.ticket?.id])
  expect(stale.filter(([, what]) => what === 'threads')).toEqual([])
  await compare(queryClient, stale)
})

test('whoever has a ticket open that becomes part of another is led there, and that is fetched', async () => {
  const { queryClient, news, stale } = await hear(becomeOne)
  const removed = news.find(({ type }) => type === 'ticket.removed')
  const into = removed?.type === 'ticket.removed' ? removed.payload.into : undefined
  expect(queryClient.getQueryData(keys.takenOver(removed?.ticketId ?? ''))).toEqual({ into })
  expect((await call(`GET /tickets/${into}`)).unansweredCount).toBe(3)
  expect(stale).toContainEqual(keys.messages(into ?? ''))
  expect((await desk.call(ours.administrator, `GET /tickets/${removed?.ticketId}`)).status).toBe(410)
})

test('a person who is called otherwise since is called so in every list and thread', async () => {
  const id = await write('Nice', { by: '8170' })
  await write('Very nice', { by: '8171', under: id })
  const { queryClient, news, stale } = await hear(() =>
    write('Nicest', { by: '8170', under: id, item: { from: { id: '8170', name: 'Nadia Nowak' } } }),
  )
  expect(news.map(({ type }) => type)).toContain('client.changed')
  expect(threadWith(queryClient, 'Nicest')?.lines.map(({ author }) => author.name)).toEqual(['Nadia Nowak', 'Person 8171', 'Nadia Nowak'])
  await compare(queryClient, stale)
})

/** Messages of ours that Facebook has told back, the oldest first. */
async function sendAndEcho(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const { id } = await reply()
    const metadata = `desk:${id}`
    await desk.hear(echoTo({ person, mid: `m_${id}`, text: 'On its way', at: Date.now(), more: { metadata } }))
  }
}

/** Its answer came, and its echo did not, or not yet. */
async function sendWithoutEcho(): Promise<void> {
  const { id } = await reply()
  await desk.desk.db.updateTable('acts').set({ state: 'sent', state_at: new Date() }).where('entry_id', '=', id).execute()
}

const isRead = (until = Date.now()) => desk.hear(readBy({ person, until }))
const isReadJustBeforeTheAnswer = async () => {
  const { at } = await desk.desk.db.selectFrom('acts').select('state_at as at').orderBy('state_at', 'desc').executeTakeFirstOrThrow()
  await isRead(at.getTime() - 1)
}
const isDelivered = (more: { until?: number; mids?: readonly string[]; at?: number } = {}) =>
  desk.hear(deliveryBy({ person, until: Date.now(), ...more }))
const oursHeld = (queryClient: QueryClient) =>
  (queryClient.getQueryData<LinePages>(keys.messages(ticket.id))?.pages ?? [])
    .flatMap(({ messages }) => messages)
    .flatMap((line) => (line.line === 'our-message' ? [line.state] : []))

test('of whom Facebook calls otherwise the old name goes also where a colleague’s name for them stays', async () => {
  const id = await write('Good', { by: '8173' })
  const line = threadWith(await hold(), 'Good')?.lines[0]
  await call(`PUT /clients/${line?.author.id}/name`, { name: 'Our neighbour' })
  const { queryClient, news, stale } = await hear(() =>
    write('Better', { by: '8173', under: id, item: { from: { id: '8173', name: 'Olga Olsen' } } }),
  )
  expect(news.map(({ type }) => type)).toContain('client.changed')
  expect(threadWith(queryClient, 'Better')?.lines.map(({ author }) => author.name)).toEqual(['Our neighbour', 'Our neighbour'])
  expect(stale).toContainEqual(OF_POST())
})

const tellEcho = (mid: string, more: { metadata?: string } = {}) =>
  desk.hear(echoTo({ person, mid, text: 'On its way', at: Date.now(), more }))
/** The answer to its sending names it. */
const isNamed = async (entryId: string, externalId: string) => {
  const workspaceId = ours.workspaceId as WorkspaceId
  const { id } = await desk.desk.db.selectFrom('acts').select('id').where('entry_id', '=', entryId).executeTakeFirstOrThrow()
  await desk.desk.db.transaction().execute(async (tx) => {
    const kept = await lockAct(tx, workspaceId, id as ActId)
    expect(kept).toBeDefined()
    await (kept && recordDone(tx, desk.desk, { workspaceId, kept, outcome: { kind: 'sent', externalId } }))
  })
}

test.each<[string, (line: Line, mid: string) => Promise<unknown>]>([
  ['an echo that names ours', ({ id }, mid) => tellEcho(mid, { metadata: `desk:${id}` })],
  ['the answer to its sending', ({ id }, mid) => isNamed(id, mid)],
])('a line that looked as if written elsewhere goes when it turns out to be ours: by %s', async (_how, turnOut) => {
  const [line, mid] = [await reply(), `m_${v7()}`]
  await tellEcho(mid)
  const { queryClient, stale } = await hear(() => turnOut(line, mid))
  expect(textsHeld(queryClient)).toEqual(['Where is my parcel?', 'On its way'])
  expect(stale).not.toContainEqual(keys.messages(ticket.id))
  await compare(queryClient, stale)
})

test('what we sent stands at Facebook’s time as soon as its echo tells that', async () => {
  const { id } = await reply()
  const mid = `m_${v7()}`
  await isNamed(id, mid)
  const { queryClient, stale } = await hear(() => tellEcho(mid, { metadata: `desk:${id}` }))
  expect(stale).not.toContainEqual(keys.messages(ticket.id))
  await compare(queryClient, stale)
})

test('another app that answers since is shown, also where only a receipt that it got tells so', async () => {
  await sendAndEcho(1)
  const until = Date.now() + 1
  await isRead(until)
  const read = { ...parties(), timestamp: Date.now() + 2, read: { watermark: until } }
  const { queryClient, news, stale } = await hear(() =>
    desk.hear({ object: 'page', entry: [{ id: ours.page, time: Date.now(), standby: [read] }] }),
  )
  expect(news.map(({ type }) => type)).toContain('ticket.changed')
  expect(queryClient.getQueryData<Ticket>(keys.ticket(ticket.id))?.otherApp).not.toBeNull()
  await compare(queryClient, stale)
})

test.each<[string, () => Promise<unknown>]>([
  ['a colleague', () => call('PUT /account/name', { name: `Anna ${v7()}` })],
  [
    'a Page',
    async () => {
      await desk.desk.db
        .updateTable('channels')
        .set({ name: `A Page ${v7()}` })
        .where('id', '=', ours.channelId)
        .execute()
      await tell({ type: 'channel.changed', payload: { channelId: ours.channelId as ChannelId } })
    },
  ],
])('%s who is called otherwise is called so among the posts', async (_who, rename) => {
  const text = `Do you ship to Norway? ${v7()}`
  await write(text)
  const { id } = threadWith(await hold(), text)?.ticket ?? {}
  await call(`POST /tickets/${id}/replies`, { text: 'We do' })
  const { queryClient, stale } = await hear(rename)
  expect(stale.filter(([, what]) => what === 'threads')).toEqual([])
  await compare(queryClient, stale)
})

test.each<[string, () => Promise<void>, () => Promise<unknown>, readonly string[]]>([
  ['one was delivered', () => sendAndEcho(1), () => isDelivered(), ['delivered']],
  ['one was read', () => sendAndEcho(1), () => isRead(), ['read']],
  ['several were delivered', () => sendAndEcho(3), () => isDelivered(), ['delivered', 'delivered', 'delivered']],
  [
    'several were delivered and then read',
    () => sendAndEcho(3),
    async () => {
      await isDelivered()
      await isRead()
    },
    ['read', 'read', 'read'],
  ],
  [
    'those before were read already',
    async () => {
      await sendAndEcho(2)
      await isRead()
      await sendAndEcho(1)
    },
    () => isRead(),
    ['read', 'read', 'read'],
  ],
  [
    'those before were delivered already',
    async () => {
      await sendAndEcho(2)
      await isDelivered()
      await sendAndEcho(1)
    },
    () => isDelivered(),
    ['delivered', 'delivered', 'delivered'],
  ],
  [
    'one that a receipt had named in the moment of the mark keeps its moment',
    async () => {
      await sendAndEcho(2)
      const at = Date.now()
      const { mid } = await desk.desk.db
        .selectFrom('entries')
        .select('external_id as mid')
        .where('ticket_id', '=', ticket.id)
        .where('author_kind', '=', 'member')
        .orderBy('occurred_at')
        .executeTakeFirstOrThrow()
      await isDelivered({ mids: [mid ?? ''], until: at, at })
      await sendAndEcho(1)
    },
    () => isDelivered(),
    ['delivered', 'delivered', 'delivered'],
  ],
  [
    'one has no echo, and the mark lies before its answer',
    async () => {
      await sendAndEcho(1)
      await sendWithoutEcho()
    },
    isReadJustBeforeTheAnswer,
    ['read', 'sent'],
  ],
  [
    'one has no echo, and the mark moves over its answer only',
    async () => {
      await sendAndEcho(1)
      await sendWithoutEcho()
      await isReadJustBeforeTheAnswer()
    },
    () => isRead(),
    ['read', 'read'],
  ],
  [
    'one has no echo, and the mark lies after its answer',
    async () => {
      await sendAndEcho(1)
      await sendWithoutEcho()
    },
    () => isRead(),
    ['read', 'read'],
  ],
  [
    'one that was written elsewhere was read',
    () => desk.hear(echoTo({ person, mid: `m_${v7()}`, text: 'From Business Suite' })),
    () => isRead(),
    ['read'],
  ],
])('a receipt is shown without fetching: %s', async (_what, prepare, happen, states) => {
  await prepare()
  const { queryClient, news, stale } = await hear(happen)
  expect(news.map(({ type }) => type)).toContain('conversation.marked')
  expect(stale).not.toContainEqual(keys.messages(ticket.id))
  expect(oursHeld(queryClient)).toEqual(states)
  await compare(queryClient, stale)
})

/** Messages of ours as they are when all of them were sent before, each in a moment of its own. */
async function haveSent(count: number): Promise<void> {
  const now = Date.now()
  const { db } = desk.desk
  const { conversation_id: conversationId } = await db
    .selectFrom('tickets')
    .select('conversation_id')
    .where('id', '=', ticket.id)
    .executeTakeFirstOrThrow()
  const { workspaceId, channelId } = ours
  for (let n = 0; n < count; n += 1) {
    const [id, at] = [v7() as MessageId, new Date(now - 60_000 - n)]
    await writeReply(db, { id, workspaceId, channelId, ticketId: ticket.id, conversationId, at, state: 'sent' })
  }
}

test('of fifty messages that were read at once all come with the news', async () => {
  await haveSent(50)
  const { queryClient, news, stale } = await hear(() => isRead())
  expect(news.find(({ type }) => type === 'conversation.marked')).toMatchObject({ hasMoreLines: false })
  expect(stale).not.toContainEqual(keys.messages(ticket.id))
  await compare(queryClient, stale)
})

test('more than fifty that were read at once are fetched', async () => {
  await haveSent(51)
  const { news, stale } = await hear(() => isRead())
  expect(news.find(({ type }) => type === 'conversation.marked')).toMatchObject({ hasMoreLines: true, lines: [] })
  expect(stale).toContainEqual(keys.messages(ticket.id))
})

test.each<[string, () => Promise<unknown>]>([
  ['alone', () => isRead()],
  [
    'together with a message',
    () => {
      const [at, from] = [Date.now(), { sender: { id: person }, recipient: { id: ours.page } }]
      const said = { ...from, timestamp: at, message: { mid: `m_${v7()}`, text: 'I see.' } }
      const messaging = [{ ...from, timestamp: at, read: { watermark: at } }, said]
      return desk.hear({ object: 'page', entry: [{ id: ours.page, time: at, messaging }] })
    },
  ],
])('what was read in an earlier ticket of the conversation is fetched where that is open: told %s', async (_how, happen) => {
  await sendAndEcho(1)
  await call(`PUT /tickets/${ticket.id}/status`, { status: 'closed' })
  const next = await desk.arrive(ours, { person, text: 'And my other parcel?' })
  const { news, stale } = await hear(happen)
  expect(news.find(({ type }) => type === 'conversation.marked')).toMatchObject({ ticketId: next.id })
  expect(stale).toContainEqual(keys.messages(ticket.id))
})

test('what an older desk wrote down of a receipt is fetched', async () => {
  const payload = { readUntil: new Date().toISOString() }
  const { news, stale } = await hear(() => tell({ type: 'conversation.marked', ticketId: ticket.id as TicketId, payload }))
  expect(news[0]).toMatchObject({ type: 'conversation.marked', payload, hasMoreLines: true, lines: [] })
  expect(stale).toContainEqual(keys.messages(ticket.id))
})

test('of much that is not understood one event tells, and the screen that shows how much it is fetches', async () => {
  const { news, stale } = await hear(() => tellUnknown(20))
  expect(news.map(({ type }) => type)).toEqual(['not-understood.changed', 'delivery.returned'])
  expect(news[0]).not.toHaveProperty('channels')
  expect(stale).toEqual([keys.shownChannels, keys.setAside])
})

test('what every screen shows is never fetched for a message, an answer or a change', async () => {
  const stream = await openStream(desk, ours.administrator)
  await stream.started()
  const queryClient = await hold()
  const before = stream.changes().length
  await HAPPENS['entry.added']()
  await HAPPENS['reply.queued']()
  await HAPPENS['ticket.changed']()
  const news = () => stream.changes().slice(before)
  await expect
    .poll(() =>
      news()
        .map(({ data }) => JSON.stringify(data.payload))
        .join(),
    )
    .toMatch(/"to":"on-hold"/)
  const held = {
    queryClient,
    memberId: '',
    userId: '',
    now: new Date(),
    isBeingSent: () => false,
    takeFromOutbox: () => false,
    takeTextsAlong: () => undefined,
  }
  const stale = news().flatMap(({ data }) => applyEvent(held, data))
  expect(new Set(stale.map(([noun, what]) => (noun === 'tickets' ? what : noun)))).toEqual(new Set(['folders', 'clients', 'channel-queue']))
})

const textsHeld = (queryClient: QueryClient) =>
  (queryClient.getQueryData<LinePages>(keys.messages(ticket.id))?.pages ?? [])
    .flatMap(({ messages }) => messages)
    .flatMap((line) => (line.line === 'our-message' || line.line === 'customer-message' ? [line.text] : []))

/** A fetch of the open conversation, begun before what is heard next; it answers with what was held then. */
async function answerLate(queryClient: QueryClient) {
  const { promise, resolve } = Promise.withResolvers<LinePages['pages'][number]>()
  const [held] = queryClient.getQueryData<LinePages>(keys.messages(ticket.id))?.pages ?? []
  const fetching = queryClient
    .fetchInfiniteQuery({ queryKey: keys.messages(ticket.id), queryFn: () => promise, initialPageParam: undefined, staleTime: 0 })
    .catch(() => undefined)
  return async () => {
    resolve(held ?? { messages: [], previousCursor: null })
    await fetching
  }
}

test.each<[string, (queryClient: QueryClient) => Promise<(() => Promise<unknown>) | undefined>]>([
  ['is being fetched', answerLate],
  [
    'could not be fetched',
    async (queryClient) => {
      await queryClient.invalidateQueries({ queryKey: keys.messages(ticket.id) })
      return undefined
    },
  ],
])('U1: a text that waits no longer stands at once, though its conversation %s', async (_how, prepare) => {
  const [queryClient, { news }] = [await hold(), await hear(reply)]
  const answer = await prepare(queryClient)
  const held = {
    queryClient,
    memberId: '',
    userId: '',
    now: new Date(),
    isBeingSent: () => true,
    takeFromOutbox: () => true,
    takeTextsAlong: () => undefined,
  }
  const stale = news.flatMap((event) => applyEvent(held, event))
  expect(textsHeld(queryClient)).toEqual(['Where is my parcel?', 'On its way'])
  expect(stale).toContainEqual(keys.messages(ticket.id))
  await answer?.()
  expect(textsHeld(queryClient)).toEqual(['Where is my parcel?', 'On its way'])
})

test('an event of another version of the desk makes everything stale', () => {
  const held = {
    queryClient: new QueryClient(),
    memberId: '',
    userId: '',
    now: new Date(),
    isBeingSent: () => false,
    takeFromOutbox: () => false,
    takeTextsAlong: () => undefined,
  }
  expect(applyEvent(held, JSON.parse('{"type":"something.new","payload":{}}'))).toEqual([[]])
})
