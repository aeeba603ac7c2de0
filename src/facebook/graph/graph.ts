import { createHmac } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { ClockWatch } from './clock-watch.ts'
import type { GraphAnswer } from './graph-answer.ts'
import { type GraphId, graphId } from './graph-id.ts'
import type { Place } from '#domain/channels/place.ts'
import { createPagePace, type PacedKind, type PagePace } from './page-limits.ts'
import { readAnswer } from './read-answer.ts'
import { silenceOf } from './transport-failure.ts'

declare const brand: unique symbol
/** A key of Facebook's: a user's, a Page's or the app's. It leaves the server in the Authorization header only. */
export type GraphToken = string & { readonly [brand]: 'graph-token' }

type Edge =
  | 'me'
  | 'accounts'
  | 'permissions'
  | 'oauth'
  | 'access_token'
  | 'debug_token'
  | 'subscriptions'
  | 'subscribed_apps'
  | 'messages'
  | 'message_attachments'
  | 'comments'
  | 'feed'
  | 'likes'
  | 'blocked'
  | 'conversations'
  | 'message_templates'

type GraphCall = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Below the version: `['me', 'accounts']`. */
  readonly path: readonly (Edge | GraphId)[]
  readonly token?: GraphToken
  /** In the query of GET and DELETE, in a form body of POST. */
  readonly params?: Readonly<Record<string, string>>
  /** A JSON body instead of a form. */
  readonly json?: object
  /** Goes along in a form of several parts, under this name. */
  readonly file?: GraphFile
  /** The Page whose limits it counts towards, where the path does not begin with it. */
  readonly page?: GraphId | undefined
  /** Its place in the Page's pace, where it has one already. */
  readonly place?: Place
  /** How long the call may take as a whole, where that is less than usual. */
  readonly withinMs?: number
}

export type GraphFile = { readonly field: 'source' | 'filedata'; readonly bytes: Blob; readonly name: string }

export type Graph = {
  readonly appId: GraphId
  readonly appToken: GraphToken
  /** What each Page is asked for keeps to. */
  readonly pace: PagePace
  call(call: GraphCall): Promise<GraphAnswer>
  /** The next slice of a list, by the absolute address that stands in `paging.next`. */
  follow(next: string, token: GraphToken): Promise<GraphAnswer>
  /** Code and short key for key: the app's secret goes along in the body. */
  exchange(params: Readonly<Record<string, string>>): Promise<GraphAnswer>
}

export type GraphOptions = {
  /** `https://graph.facebook.com`, or the sandbox. */
  readonly graphUrl: string
  readonly version: string
  readonly appId: string
  readonly appSecret: string
  /** How long one call may take as a whole, in milliseconds. */
  readonly timeoutMs?: number
  /** Told of every answer, for what its headers say of the time. */
  readonly clockWatch?: ClockWatch
  readonly pace?: PagePace
}

const TIMEOUT_MS = 15_000
/** A file goes out over a line that may be slow. */
const FILE_TIMEOUT_MS = 60_000

/** Throws when the app's id is not an id of Facebook's. */
export function createGraph(options: GraphOptions): Graph {
  const { appSecret, version } = options
  const appId = graphId(options.appId)
  if (!appId) {
    throw new Error('FACEBOOK_APP_ID must be a number.')
  }
  const base = options.graphUrl.replace(/\/+$/, '')
  const pace = options.pace ?? createPagePace({ now: () => performance.now(), wait: (ms) => setTimeout(ms) })
  const send = (request: Request, { within = options.timeoutMs ?? TIMEOUT_MS, page }: Sending = {}) =>
    fetchAnswer(request, options, { within, page })
  return {
    appId,
    appToken: `${appId}|${appSecret}` as GraphToken,
    pace,
    call: async (call) => {
      await leave(pace, call)
      const request = requestOf(new URL(`${base}/${version}/${call.path.join('/')}`), call, appSecret)
      const within = call.file === undefined ? call.withinMs : (options.timeoutMs ?? FILE_TIMEOUT_MS)
      return await send(request, { within, page: call.page ?? call.path[0] })
    },
    follow: (next, token) => {
      const url = URL.parse(next)
      if (url?.origin !== new URL(base).origin) {
        // The key goes along with this call: nowhere but to Graph itself.
        return Promise.resolve({ kind: 'no-answer', reason: 'unreadable', status: undefined })
      }
      url.searchParams.delete('access_token')
      return send(requestOf(url, { method: 'GET', token }, appSecret))
    },
    exchange: (params) => {
      const call = { method: 'POST', params: { client_id: appId, client_secret: appSecret, ...params } } as const
      return send(requestOf(new URL(`${base}/${version}/oauth/access_token`), call, appSecret))
    },
  }
}

/** When the Page may be asked. */
async function leave(pace: PagePace, { path: [first, edge], place }: GraphCall): Promise<void> {
  if (place) {
    return await place.leave()
  }
  const [page, kind] = [graphId(first), edge && PACED[edge]]
  if (page && kind) {
    await pace.turn(page, kind)
  }
}

/** What counts towards which of a Page's limits, where it has no place yet. What carries an act or brings a file has one. */
const PACED: Readonly<Partial<Record<string, PacedKind>>> = { conversations: 'inbox', messages: 'text' }

type Sending = { readonly within?: number | undefined; readonly page?: string | undefined }

async function fetchAnswer(
  request: Request,
  { clockWatch }: GraphOptions,
  { within, page }: Sending & { readonly within: number },
): Promise<GraphAnswer> {
  try {
    const leftAt = Date.now()
    const response = await fetch(request, { signal: AbortSignal.timeout(within), redirect: 'manual' })
    clockWatch?.see(response.headers.get('date'), { leftAt, cameAt: Date.now() })
    return await readAnswer(response, page)
  } catch (error) {
    const silence = silenceOf(error)
    if (!silence) {
      throw error
    }
    return silence
  }
}

function requestOf(url: URL, { method, token, params, json, file }: Omit<GraphCall, 'path'>, appSecret: string): Request {
  const headers = new Headers({ accept: 'application/json' })
  if (token !== undefined) {
    headers.set('authorization', `Bearer ${token}`)
    url.searchParams.set('appsecret_proof', proofOf(token, appSecret))
  }
  if (method !== 'POST') {
    for (const [name, value] of Object.entries(params ?? {})) {
      url.searchParams.set(name, value)
    }
    return new Request(url, { method, headers })
  }
  if (file !== undefined) {
    return new Request(url, { method, headers, body: formOf(params ?? {}, file) })
  }
  if (json !== undefined) {
    headers.set('content-type', 'application/json')
    return new Request(url, { method, headers, body: JSON.stringify(json) })
  }
  return new Request(url, { method, headers, body: new URLSearchParams(params) })
}

/** Each part says what it is: without a media type Facebook refuses it as if a permission were missing (field notes, 2026). */
function formOf(params: Readonly<Record<string, string>>, { field, bytes, name }: GraphFile): FormData {
  const form = new FormData()
  for (const [key, value] of Object.entries(params)) {
    form.set(key, value)
  }
  form.set(field, bytes, name)
  return form
}

/** Proves that the caller has the app's secret and not only a stolen key (securing Graph requests guide). */
function proofOf(token: GraphToken, appSecret: string): string {
  return createHmac('sha256', appSecret).update(token).digest('hex')
}
