import http from 'node:http'
import https from 'node:https'
import { unescape } from 'node:querystring'

export type Reply = { readonly status: number; readonly statusText: string; readonly body: string } | { readonly failure: string }

export type Outgoing = {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  readonly timeoutMs: number
  /** Where the call leaves a way to cut it, for as long as it lasts. */
  readonly cuts?: Set<() => void>
}

/** `headers` in pairs: Node writes a list down as it stands, which is a good deal cheaper than an object. */
type Door = { readonly request: typeof http.request; readonly options: http.RequestOptions; readonly headers: readonly string[] }

const ANSWER_KEPT = 4000
const DOORS_KEPT = 1000
const ALWAYS = ['user-agent', 'facebookexternalua', 'accept', '*/*', 'connection', 'keep-alive']
const TOO_LATE = 'no answer in time'
const agents = {
  'http:': new http.Agent({ keepAlive: true }),
  'https:': new https.Agent({ keepAlive: true }),
}
const doors = new Map<string, Door>()

/** One call out, exact bytes, no redirects. Whatever goes wrong becomes a `failure` in words. */
export async function callOut(call: Outgoing): Promise<Reply> {
  const door = doorTo(call.url)
  if (!door) {
    return { failure: 'not an http address' }
  }
  const { promise, resolve } = Promise.withResolvers<Reply>()
  const outgoing = door.request({ ...door.options, method: call.method, headers: headersOf(door, call) }, (response) =>
    readReply(response, finish),
  )
  const cut = () => void outgoing.destroy(new Error(TOO_LATE))
  const timer = setTimeout(cut, call.timeoutMs)
  call.cuts?.add(cut)
  function finish(reply: Reply): void {
    clearTimeout(timer)
    call.cuts?.delete(cut)
    resolve(reply)
  }
  outgoing.on('error', (cause) => finish({ failure: wordsFor(cause) }))
  outgoing.end(call.body)
  return promise
}

function headersOf(door: Door, { headers = {}, body }: Outgoing): string[] {
  const all = [...door.headers]
  for (const [name, value] of Object.entries(headers)) {
    all.push(name, value)
  }
  if (body) {
    all.push('content-length', String(body.length))
  }
  return all
}

/** An address is understood once: the same callbacks are called thousands of times. */
function doorTo(address: string): Door | undefined {
  const known = doors.get(address)
  if (known) {
    return known
  }
  const url = URL.parse(address)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return undefined
  }
  const { request } = url.protocol === 'https:' ? https : http
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const options = { agent: agents[url.protocol], hostname, port: url.port, path: url.pathname + url.search }
  const door: Door = { request, options, headers: [...ALWAYS, 'host', url.host, ...credentialsIn(url)] }
  if (doors.size >= DOORS_KEPT) {
    doors.clear()
  }
  doors.set(address, door)
  return door
}

function credentialsIn({ username, password }: URL): string[] {
  // Unlike decodeURIComponent, this leaves a stray % as it stands.
  const secret = `${unescape(username)}:${unescape(password)}`
  return username === '' ? [] : ['authorization', `Basic ${Buffer.from(secret).toString('base64')}`]
}

function readReply(response: http.IncomingMessage, finish: (reply: Reply) => void): void {
  const chunks: Buffer[] = []
  let kept = 0
  response.on('data', (chunk: Buffer) => {
    if (kept < ANSWER_KEPT) {
      chunks.push(chunk)
      kept += chunk.length
    }
  })
  response.on('error', (cause) => finish({ failure: wordsFor(cause) }))
  response.on('end', () =>
    finish({ status: response.statusCode ?? 0, statusText: response.statusMessage ?? '', body: textOf(chunks).slice(0, ANSWER_KEPT) }),
  )
}

function textOf(chunks: readonly Buffer[]): string {
  return chunks.length === 0 ? '' : Buffer.concat(chunks).toString()
}

function wordsFor(cause: NodeJS.ErrnoException): string {
  return cause.code ?? cause.message
}
