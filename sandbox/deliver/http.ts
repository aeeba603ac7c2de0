import http from 'node:http'
import https from 'node:https'

export type Reply = { readonly status: number; readonly statusText: string; readonly body: string } | { readonly failure: string }

export type Outgoing = {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

const ANSWER_KEPT = 4000
const TOO_LATE = 'no answer in time'
const agents = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true }) }

/** One call out, exact bytes, no redirects. Whatever goes wrong becomes a `failure` in words. */
export async function callOut(call: Outgoing): Promise<Reply> {
  const url = URL.parse(call.url)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return { failure: 'not an http address' }
  }
  const { request } = url.protocol === 'https:' ? https : http
  const length = call.body ? { 'content-length': call.body.length } : {}
  const headers = { 'user-agent': 'facebookexternalua', accept: '*/*', ...call.headers, ...length }
  const options = { method: call.method, agent: agents[url.protocol], headers }
  return new Promise((resolve) => {
    const outgoing = request(url, options, (response) => readReply(response, finish))
    const cut = () => outgoing.destroy(new Error(TOO_LATE))
    const timer = setTimeout(cut, call.timeoutMs)
    function finish(reply: Reply): void {
      clearTimeout(timer)
      call.signal?.removeEventListener('abort', cut)
      resolve(reply)
    }
    call.signal?.addEventListener('abort', cut)
    outgoing.on('error', (cause) => finish({ failure: wordsFor(cause) }))
    outgoing.end(call.body)
  })
}

function readReply(response: http.IncomingMessage, finish: (reply: Reply) => void): void {
  let body = ''
  response.setEncoding('utf8')
  response.on('data', (chunk: string) => {
    body = body.length < ANSWER_KEPT ? body + chunk : body
  })
  response.on('error', (cause) => finish({ failure: wordsFor(cause) }))
  response.on('end', () => finish({ status: response.statusCode ?? 0, statusText: response.statusMessage ?? '', body }))
}

function wordsFor(cause: NodeJS.ErrnoException): string {
  return cause.code ?? cause.message
}
