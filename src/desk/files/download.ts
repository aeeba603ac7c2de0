import { get as getPlain, Agent as PlainAgent, type IncomingMessage } from 'node:http'
import { get as getSecure, Agent as SecureAgent } from 'node:https'
import type { RefusedReason, WaitingReason } from '#domain/files/attachment.ts'
import { asStoreError } from '#storage/files/local-store.ts'
import { ForbiddenAddressError, publicLookup, refuseForbiddenHost, type Resolve } from './public-address.ts'
import { TooManyBytesError, writeMeasured } from './write-measured.ts'

type Downloaded =
  | { readonly kind: 'ok'; readonly size: number; /** SHA-256, in hexadecimal. */ readonly digest: string }
  /** The address leads nowhere any more. */
  | { readonly kind: 'dead' }
  | { readonly kind: 'refused'; readonly reason: RefusedReason }
  | { readonly kind: 'not-now'; readonly reason: WaitingReason }

/** Fetches what lies at a stranger's address into the file at `path`. Throws `FileStoreError` when there is no room for it. */
export type Download = (url: string, path: string) => Promise<Downloaded>

export type DownloaderOptions = {
  /** An origin beside the public internet that may be asked, and by plain HTTP: the sandbox's, in a demo. */
  readonly trustedOrigin?: string | undefined
  readonly resolve?: Resolve
  readonly maxBytes?: number
  readonly timeoutMs?: number
}

/** What Messenger takes at most is 25 MB (Messenger Platform docs, send messages, 2026-06). */
const MAX_BYTES = 25 * 1024 * 1024
const TIMEOUT_MS = 30_000
const MOST_HOPS = 5

/** 403: signed addresses that have ended are answered so by Facebook's CDN. */
const DEAD = [403, 404, 410]
const MOVED = [301, 302, 303, 307, 308]

class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly reason: RefusedReason

  constructor(reason: RefusedReason) {
    super(reason)
    this.reason = reason
  }
}

type Way = Required<Pick<DownloaderOptions, 'maxBytes' | 'timeoutMs'>> & {
  readonly trustedOrigin: string | undefined
  readonly secure: SecureAgent
  readonly plain: PlainAgent
}

/**
 * Downloads for strangers' addresses: https only, to public addresses only, at each hop and for each socket; without cookies, keys or a
 * referrer; bounded in size and time; unpacked by nobody.
 */
export function createDownload({ trustedOrigin, resolve, maxBytes = MAX_BYTES, timeoutMs = TIMEOUT_MS }: DownloaderOptions = {}): Download {
  const secure = new SecureAgent({ keepAlive: true, maxFreeSockets: 8, timeout: timeoutMs, lookup: publicLookup(resolve) })
  const plain = new PlainAgent({ keepAlive: true, maxFreeSockets: 8, timeout: timeoutMs })
  const way = { trustedOrigin, secure, plain, maxBytes, timeoutMs }
  return async (url, path) => {
    const signal = AbortSignal.timeout(way.timeoutMs)
    try {
      const response = await follow(way, url, signal)
      return await (typeof response === 'number' ? answerOf(response) : take(response, { path, signal, maxBytes: way.maxBytes }))
    } catch (error) {
      return failureOf(error, signal)
    }
  }
}

/** The answer with the bytes, or the status that stands in its place. */
async function follow(way: Way, first: string, signal: AbortSignal): Promise<IncomingMessage | number> {
  let url = first
  for (let hop = 0; hop <= MOST_HOPS; hop += 1) {
    const response = await ask(way, url, signal)
    const { statusCode = 0, headers } = response
    if (statusCode === 200) {
      return response
    }
    response.destroy()
    if (!MOVED.includes(statusCode) || headers.location === undefined) {
      return statusCode
    }
    url = parse(headers.location, url).href
  }
  throw new RefusedError('address-forbidden')
}

function ask({ trustedOrigin, secure, plain }: Way, address: string, signal: AbortSignal): Promise<IncomingMessage> {
  const url = parse(address)
  const isTrusted = trustedOrigin !== undefined && url.origin === trustedOrigin
  if (!isTrusted) {
    refuseForbidden(url)
  }
  const [get, agent] = url.protocol === 'https:' ? ([getSecure, secure] as const) : ([getPlain, plain] as const)
  return new Promise((answer, refuse) => {
    // Bytes as they are: what is packed would have to be unpacked, and may be anything then.
    const headers = { 'accept-encoding': 'identity', 'user-agent': 'Pagedesk' }
    get(url, { agent, headers, signal }, answer).on('error', refuse)
  })
}

function parse(address: string, base?: string): URL {
  const url = URL.parse(address, base)
  if (!url) {
    throw new RefusedError('address-forbidden')
  }
  return url
}

function refuseForbidden(url: URL): void {
  if (url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '') {
    throw new RefusedError('address-forbidden')
  }
  refuseForbiddenHost(url)
}

function answerOf(status: number): Downloaded {
  return DEAD.includes(status) ? { kind: 'dead' } : { kind: 'not-now', reason: 'address-busy' }
}

type Taking = { readonly path: string; readonly signal: AbortSignal; readonly maxBytes: number }

async function take(response: IncomingMessage, { path, signal, maxBytes }: Taking): Promise<Downloaded> {
  const { 'content-length': length, 'content-encoding': encoding = 'identity' } = response.headers
  if (encoding !== 'identity' || Number(length ?? 0) > maxBytes) {
    response.destroy()
    return { kind: 'refused', reason: encoding === 'identity' ? 'too-large' : 'packed' }
  }
  const { size, digest } = await writeMeasured(response, { path, maxBytes, signal })
  return size === 0 ? { kind: 'refused', reason: 'empty' } : { kind: 'ok', size, digest }
}

/** What the network and strangers' machines do is expected; what our own storage does is for others to handle. */
function failureOf(error: unknown, signal: AbortSignal): Downloaded {
  if (error instanceof RefusedError) {
    return { kind: 'refused', reason: error.reason }
  }
  if (error instanceof TooManyBytesError) {
    return { kind: 'refused', reason: 'too-large' }
  }
  if (error instanceof ForbiddenAddressError) {
    return { kind: 'refused', reason: 'address-forbidden' }
  }
  if (signal.aborted) {
    return { kind: 'not-now', reason: 'too-slow' }
  }
  if (isOfFile(error)) {
    throw asStoreError(error)
  }
  return { kind: 'not-now', reason: 'unreachable' }
}

const OF_FILE = ['open', 'write', 'close']

function isOfFile(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && OF_FILE.includes(String(error.syscall))
}
