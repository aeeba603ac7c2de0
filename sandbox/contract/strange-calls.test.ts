import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NODES, ROOT } from '../routes/graph/nodes.ts'
import { type Box, openBox } from './box.ts'
import { env, graph } from './graph.ts'
import { type Ids, oneOfEach, rightBodies, rightControls } from './right-calls.ts'
import { nearly } from './strange.ts'

/** The same calls on every run; another number tries others. */
const SEED = Number(process.env['STRANGE_SEED'] ?? 20_261_122)
const RUNS = Number(process.env['STRANGE_RUNS'] ?? 4)
const SENDERS = ['PAGE_TOKEN', 'PAGE_TOKEN', 'PAGE_TOKEN', 'USER_TOKEN', 'APP', 'NOBODY', 'KILLED'] as const
const TAILS = ['', '', '', '', '/x', '/%00', '/__proto__'] as const
const FORMS = ['json', 'form', 'files', 'query'] as const

type Call = { readonly method: string; readonly path: string; readonly init: RequestInit; readonly said: unknown }
type Answer = { readonly status: number; readonly text: string }

let box: Box
let ids: Ids
/** What each call finds, so that none depends on the ones before. */
let first: Box['sandbox']['world']['state']
let before: string
/** Whether the snapshot heard that something changed. */
let isTold = false

beforeAll(async () => {
  box = await openBox()
  ids = await oneOfEach(box)
  box.sandbox.world.listeners.add(({ type }) => {
    isTold ||= type !== 'journal'
  })
  first = structuredClone(box.sandbox.world.state)
  before = kept()
})
afterAll(() => box.close())

test('strange parameters on any edge of any node are refused as Graph refuses, and change nothing', async () => {
  const bodies = rightBodies(ids)
  for (const { method, path, edge } of everyEdge(ids)) {
    for (const right of bodies[edge] ?? bodies['other'] ?? []) {
      const wishes = fc.record({
        body: nearly(right),
        sender: fc.constantFrom(...SENDERS),
        tail: fc.constantFrom(...TAILS),
        form: fc.constantFrom(...FORMS),
      })
      for (const { body, sender, tail, form } of fc.sample(wishes, { numRuns: RUNS, seed: SEED })) {
        await tryGraph(graphCall({ method, path: `/v26.0/${path}${tail}`, body, sender, form }))
      }
    }
  }
}, 60_000)

test('POST /: strange batches are refused as Graph refuses', async () => {
  const me = { method: 'GET', relative_url: 'me?fields=id', name: 'a', omit_response_on_success: false, headers: ['If-None-Match: x'] }
  const chain = [me, { ...me, name: 'b', depends_on: 'a', relative_url: '{result=a:$.id}' }]
  const inner = { method: 'POST', relative_url: '', body: `batch=${encodeURIComponent(JSON.stringify(chain))}` }
  const cycle = [{ ...me, depends_on: 'b' }, ...chain.slice(1)]
  for (const batch of [[...chain, inner], cycle, Array.from({ length: 51 }, () => me)]) {
    for (const body of fc.sample(nearly({ batch, include_headers: false }), { numRuns: 8 * RUNS, seed: SEED })) {
      await tryGraph(graphCall({ method: 'POST', path: '/v26.0', body, sender: 'PAGE_TOKEN', form: 'form' }))
    }
  }
}, 60_000)

test('strange input of any control is refused with words, changes nothing, and leaves a world that can be read', async () => {
  for (const [method, path, right] of await rightControls(box, ids)) {
    for (const body of fc.sample(nearly(right), { numRuns: RUNS, seed: SEED })) {
      await tryControl(controlCall(method, `/sandbox/${path}`, body))
    }
  }
}, 60_000)

test('what is no control, no method and no address is refused in the shape of the room it stands in', async () => {
  const control = (method: string, path: string) => answerTo({ method, path: `/sandbox/${path}`, init: {}, said: {} })
  expect(await control('GET', 'nothing')).toEqual({ status: 404, text: '{"error":"There is no control GET /sandbox/nothing."}' })
  expect((await control('PUT', 'settings')).text).toBe('{"error":"There is no control PUT /sandbox/settings."}')
  expect((await control('GET', 'wall/%')).text).toBe('{"error":"There is no control GET /sandbox/wall/%."}')
  for (const path of ['/%', '/v26.0/%E0%A4%A']) {
    expect((await graph(box, path)).error).toMatchObject({ code: 100, error_subcode: 33, type: 'GraphMethodException' })
  }
  expect((await graph(box, '/me', { method: 'PROPFIND' })).error).toMatchObject({ code: 100, error_subcode: 33 })
})

test('GET /{page}/feed: braces and brackets by the thousand are refused and not counted out', async () => {
  const deep = { fields: `${'comments{'.repeat(20_000)}id${'}'.repeat(20_000)}`, [`recipient${'[a]'.repeat(20_000)}`]: '1' }
  const token = env(box, 'PAGE_TOKEN')
  expect((await graph(box, '/me/feed', { token, form: { method: 'GET', ...deep } })).error).toMatchObject({ code: 2500 })
  expect((await graph(box, '/me/messages', { token, form: deep })).error).toMatchObject({ code: 100 })
})

test('POST media: a name that would be cut inside a character still makes an address', async () => {
  const name = encodeURIComponent(`${'a'.repeat(199)}🌱`)
  expect(await box.control(`media?name=${name}`, 'bytes')).toMatchObject({ media_id: expect.any(String) })
})

function everyEdge(known: Ids) {
  const roots = Object.entries(ROOT).map(([path, edge]) => ({ path, edge: path, verbs: edge }))
  const nodes = Object.entries(NODES).flatMap(([kind, { self, edges }]) => [
    { path: String(known[kind]), edge: '', verbs: self },
    ...Object.entries(edges).map(([name, verbs]) => ({ path: `${known[kind]}/${name}`, edge: name, verbs })),
  ])
  return [...roots, ...nodes].flatMap(({ verbs, ...rest }) =>
    Object.keys(verbs)
      .filter((verb) => verb !== 'tail')
      .map((method) => ({ method, ...rest })),
  )
}

type Wish = {
  method: string
  path: string
  body: Record<string, unknown>
  sender: (typeof SENDERS)[number]
  form: (typeof FORMS)[number]
}

function graphCall({ method, path, body, sender, form }: Wish): Call {
  const token = tokenOf(sender)
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const said = { sender, form, body }
  if (method === 'GET' || form === 'query') {
    return { method, path: `${path}?${new URLSearchParams(flat(body)).toString()}`, init: { headers }, said }
  }
  if (form === 'json') {
    return { method, path, init: { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }, said }
  }
  const parts = form === 'form' ? new URLSearchParams() : new FormData()
  for (const [name, value] of flat(body)) {
    parts.append(name, value)
  }
  return { method, path, init: { headers, body: parts }, said }
}

function controlCall(method: string, path: string, body: Record<string, unknown>): Call {
  return method === 'GET'
    ? { method, path: `${path}?${new URLSearchParams(flat(body)).toString()}`, init: {}, said: body }
    : { method, path, init: { body: JSON.stringify(body) }, said: body }
}

function tokenOf(sender: Wish['sender']): string | undefined {
  switch (sender) {
    case 'APP':
      return `${env(box, 'APP_ID')}|${env(box, 'APP_SECRET')}`
    case 'NOBODY':
      return undefined
    case 'KILLED':
      return 'EAAkilled'
    default:
      return env(box, sender)
  }
}

function flat(body: Record<string, unknown>): [string, string][] {
  return Object.entries(body).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, typeof value === 'string' ? value : JSON.stringify(value)] satisfies [string, string]],
  )
}

async function tryGraph(call: Call): Promise<void> {
  const { status, text } = await answerTo(call)
  expect(status, told(call, text)).toBeLessThan(500)
  if (status >= 400) {
    const { error } = JSON.parse(text) as { error?: Record<string, unknown> }
    const code = error?.['type'] === 'GraphBatchException' ? {} : { code: expect.any(Number) }
    const shape = { message: expect.any(String), type: expect.any(String), fbtrace_id: expect.any(String), ...code }
    expect(error, told(call, text)).toMatchObject(shape)
    expect(error?.['message'], told(call, text)).not.toMatch(/undefined|\[object/)
    // What was created and then could not be shown stays; Graph says so itself.
    mustBeAsBefore(call, error?.['original_response'] === undefined)
  } else {
    mustBeAsBefore(call, false)
  }
}

async function tryControl(call: Call): Promise<void> {
  const { status, text } = await answerTo(call)
  expect(status, told(call, text)).toBeLessThan(500)
  if (status >= 400) {
    expect(JSON.parse(text), told(call, text)).toEqual({ error: expect.stringMatching(/\w/) })
    mustBeAsBefore(call, true)
    return
  }
  if (call.method !== 'GET' && !call.path.startsWith('/sandbox/faults')) {
    const wasTold = isTold
    await readEverything(call)
    isTold ||= wasTold
  }
  mustBeAsBefore(call, false)
}

/** Looks at the world after a call and gives the next one the world of the first day. */
function mustBeAsBefore(call: Call, isRefused: boolean): void {
  if (call.method === 'GET') {
    return
  }
  const isSame = kept() === before
  expect(isSame || !isRefused, `${told(call, '')} was refused and changed the world`).toBe(true)
  expect(isSame || isTold, `${told(call, '')} changed the world and no snapshot heard of it`).toBe(true)
  if (!isSame) {
    box.sandbox.world.state = structuredClone(first)
  }
}

async function readEverything(after: Call): Promise<void> {
  const thread = `conversations/${ids['page']}/${ids['psid']}`
  for (const path of ['world', `wall/${ids['page']}`, thread, 'settings', 'usage']) {
    const { status, text } = await answerTo({ method: 'GET', path: `/sandbox/${path}`, init: {}, said: {} })
    expect(status, `${told(after, text)}, then ${path}`).toBeLessThan(500)
  }
  for (const path of [
    'me/conversations?fields=updated_time,snippet,messages{message,attachments,created_time}',
    'me/feed?fields=message,created_time,comments{message}',
  ]) {
    const { status, body } = await graph(box, `/v26.0/${path}`, { token: env(box, 'PAGE_TOKEN') })
    expect(status, `${told(after, JSON.stringify(body))}, then ${path}`).toBeLessThan(500)
  }
}

async function answerTo({ method, path, init }: Call): Promise<Answer> {
  isTold = false
  const signal = AbortSignal.timeout(10_000)
  const response = await fetch(`${env(box, 'GRAPH_URL')}${path}`, { ...init, method, redirect: 'manual', signal })
  return { status: response.status, text: await response.text() }
}

function told({ method, path, said }: Call, answer: string): string {
  return `${method} ${path} ${JSON.stringify(said)} → ${answer.slice(0, 500)}`
}

/** The world as text, without what a refused call may leave behind; throws when a number in it is none. */
function kept(): string {
  const passedOver = new Set(['appScopedIds', 'profileWrites', 'stickers', 'media'])
  return JSON.stringify(box.sandbox.world.state, (name, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new Error(`${name} is ${value}`)
    }
    return passedOver.has(name) ? undefined : value instanceof Map ? [...value] : value
  })
}
