import { createHmac } from 'node:crypto'
import { newDeskPlace, startDeskProcess, type DeskProcess } from '#test/desk-process.ts'
import { startOddGraph } from '#test/odd-graph.ts'
import type { Look, Office, Released, Told } from './restore.ts'

/** The key that the dumps were sealed with. A secret of nobody's. */
const ENCRYPTION_KEY = Buffer.alloc(32, 'pagedesk 0.1.0, a test key ').toString('base64')
const APP = { id: '748213905561327', secret: 'a-secret-of-the-test-sandbox-app', verifyToken: 'a-verify-token-of-the-tests' }

/**
 * This version of the program as an operator starts it on what an older one left. `web` shows what is there and works on
 * nothing; `all` works on what waits. Its Facebook takes every message and tells who sent what.
 */
export async function startUpgradedDesk({ url: databaseUrl }: Released, role: 'web' | 'all') {
  const place = await newDeskPlace()
  const graph = await startOddGraph()
  const publicUrl = `http://127.0.0.1:${place.port}`
  const environment = {
    DATABASE_URL: databaseUrl,
    ENCRYPTION_KEY,
    PUBLIC_URL: publicUrl,
    ROLE: role,
    LOG_LEVEL: 'error',
    FACEBOOK_APP_ID: APP.id,
    FACEBOOK_APP_SECRET: APP.secret,
    FACEBOOK_VERIFY_TOKEN: APP.verifyToken,
    FACEBOOK_GRAPH_URL: graph.url,
    FACEBOOK_DIALOG_URL: graph.url,
  }
  const desk: DeskProcess = await startDeskProcess(place, environment, ['--without-web'])

  function call(cookie: string, request: string, { body, key = '' }: { body?: object; key?: string } = {}): Promise<Response> {
    const [method = 'GET', path = ''] = request.split(' ')
    const headers = { cookie, 'idempotency-key': key, ...(body ? { 'content-type': 'application/json' } : {}) }
    return fetch(`${publicUrl}/api/v1${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
  }
  async function get<T = Told>(cookie: string, path: string): Promise<T> {
    const response = await call(cookie, `GET ${path}`)
    if (!response.ok) {
      throw new Error(`GET ${path}: ${response.status} ${await response.text()}\n${desk.output()}`)
    }
    return (await response.json()) as T
  }
  /** The live stream from where a browser left off, as text, until it is enough. */
  async function hear(
    cookie: string,
    { lastHeard, isEnough }: { lastHeard: string; isEnough: (heard: string) => boolean },
  ): Promise<string> {
    const done = new AbortController()
    const response = await fetch(`${publicUrl}/api/v1/events`, { headers: { cookie, 'last-event-id': lastHeard }, signal: done.signal })
    let heard = ''
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      heard += chunk
      if (isEnough(heard)) {
        done.abort()
        return heard
      }
    }
    throw new Error(`The stream ended after ${heard.length} letters: ${heard.slice(-500)}`)
  }
  /** A webhook as Facebook signs it. */
  async function deliver(body: object): Promise<number> {
    const text = JSON.stringify(body)
    const signature = `sha256=${createHmac('sha256', APP.secret).update(text).digest('hex')}`
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature }
    return (await fetch(`${publicUrl}/webhooks/facebook`, { method: 'POST', headers, body: text })).status
  }
  return {
    call,
    deliver,
    get,
    hear,
    sent: graph.calls,
    close: async () => {
      await desk.stop()
      await graph.close()
      await place.remove()
    },
  }
}

export type UpgradedDesk = Awaited<ReturnType<typeof startUpgradedDesk>>

/** Everything that the older version was asked, asked again: the same tickets, folders and clients, by their ids. */
export async function lookAround({ get }: UpgradedDesk, cookie: string, before: Look): Promise<Omit<Look, 'counts'> & { counts: Told }> {
  const list = async (folder: string, sort: string): Promise<string[]> =>
    (await get<{ tickets: { id: string }[] }>(cookie, `/tickets?folder=${folder}&sort=${sort}&limit=100`)).tickets.map(({ id }) => id)
  const folders: Record<string, Look['folders'][string]> = {}
  for (const folder of Object.keys(before.folders)) {
    folders[folder] = { activity: await list(folder, 'activity'), expiring: await list(folder, 'expiring') }
  }
  const tickets = await all(before.tickets, ({ id }) => get(cookie, `/tickets/${String(id)}`))
  const conversations = await all(before.tickets, async ({ id, number }) => {
    const { messages } = await get<{ messages: Told[] }>(cookie, `/tickets/${String(id)}/messages?limit=200`)
    return [String(number), messages] as const
  })
  return {
    session: await get(cookie, '/session'),
    counts: await get(cookie, '/ticket-folders'),
    folders,
    tickets,
    messages: Object.fromEntries(conversations),
    clients: await all(before.clients, ({ id }) => get(cookie, `/clients/${String(id)}`)),
  }
}

export async function lookIntoTheOffice({ get }: UpgradedDesk, cookie: string): Promise<Office> {
  const list = async (path: string, name: string): Promise<Told[]> => (await get<Record<string, Told[]>>(cookie, path))[name] ?? []
  return {
    members: await list('/members', 'members'),
    invitations: await list('/invitations', 'invitations'),
    mails: await all(await list('/mails', 'mails'), ({ id }) => get(cookie, `/mails/${String(id)}`)),
    channels: await list('/channels', 'channels'),
    extensions: await list('/extensions', 'extensions'),
    setAside: await list('/facebook/set-aside-deliveries', 'deliveries'),
  }
}

/** One after the other: a test asks for as much as one browser would. */
async function all<T, U>(things: readonly T[], ask: (thing: T) => Promise<U>): Promise<U[]> {
  const answers: U[] = []
  for (const thing of things) {
    answers.push(await ask(thing))
  }
  return answers
}
