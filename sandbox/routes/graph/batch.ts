import { type CallFault, takeCallFault } from '../../world/faults.ts'
import { GraphError, oauthError, unsupportedRequest } from '../../world/graph-error.ts'
import { newTraceId } from '../../world/ids.ts'
import type { World } from '../../world/world.ts'
import { answerAll } from './answer-all.ts'
import { type BatchItem, batchItems, resolved } from './batch-items.ts'
import { type GraphAnswer, refused } from './dispatch.ts'
import { valuesAt } from './json-path.ts'
import { type CallFacts, makeCall } from './make-call.ts'
import { bearerIn, type Params, textParam } from './params.ts'
import { versionFor } from './versions.ts'
import { etagOf, written } from './wire.ts'

type ItemAnswer = {
  readonly code: number
  readonly headers?: readonly Header[]
  readonly body: string | null
} | null
type Header = { readonly name: string; readonly value: string }
/** As in recorded batches. */
const ITEM_HEADERS: readonly Header[] = [
  { name: 'Content-Type', value: 'text/javascript; charset=UTF-8' },
  { name: 'Pragma', value: 'no-cache' },
  { name: 'Access-Control-Allow-Origin', value: '*' },
  { name: 'Cache-Control', value: 'private, no-cache, no-store, must-revalidate' },
  { name: 'Expires', value: 'Sat, 01 Jan 2000 00:00:00 GMT' },
]
/** What a named item left behind for later ones. */
type Outcome = { readonly isOk: boolean; readonly body: unknown }

/**
 * `POST /` with `batch`: up to 50 requests in one (Graph API docs, batch requests). They run one after the other; each is a call of its
 * own, with its own token if it names one, and counts as one. A request that others depend on is answered by null when it succeeds,
 * unless `omit_response_on_success` is false. Throws only what refuses the batch as a whole.
 */
export async function answerBatch(world: World, outer: CallFacts): Promise<GraphAnswer> {
  mustBeSomebody(outer)
  const items = batchItems(outer.params)
  const needed = new Set(items.flatMap(({ needs }) => needs))
  const withHeaders = !['false', '0'].includes(textParam(outer.params, 'include_headers') ?? '')
  const outcomes = new Map<string, Outcome>()
  const answers: ItemAnswer[] = []
  for (const item of items) {
    const given = await answerItem(world, outer, { item, outcomes })
    outcomes.set(item.name ?? '', { isOk: isOk(given), body: given?.kind === 'json' ? given.body : undefined })
    const isOmitted = isOk(given) && (item.omitsSuccess ?? needed.has(item.name ?? ''))
    answers.push(isOmitted || !given ? null : shown(given, item, withHeaders))
  }
  return { kind: 'json', status: 200, body: answers }
}

/** The batch needs a token even when every item names its own (Graph API docs, batch requests). */
function mustBeSomebody({ token }: CallFacts): void {
  if (token === undefined || token === '') {
    throw oauthError(104, 'An access token is required to request this resource.')
  }
}

/** Undefined when the request was never answered: documented as null. */
async function answerItem(
  world: World,
  outer: CallFacts,
  { item, outcomes }: { item: BatchItem; outcomes: ReadonlyMap<string, Outcome> },
): Promise<GraphAnswer | undefined> {
  const failed = item.needs.find((name) => !outcomes.get(name)?.isOk)
  if (failed !== undefined) {
    // What stands for a request whose dependency failed is not documented beyond "not run".
    return undefined
  }
  try {
    const valueOf = (name: string, path: string) => referenced(outcomes.get(name)?.body, path)
    const params = Object.fromEntries(
      Object.entries(item.params).map(([name, value]) => [name, typeof value === 'string' ? resolved(value, valueOf) : value]),
    )
    const at = { now: world.clock.now(), unversioned: outer.version }
    const { version, path } = versionFor(resolved(item.pathname, valueOf), at)
    const fault = takeCallFault(world, {
      method: item.method,
      path: `/${path.join('/')}`,
      token: () => tokenFor(item, params, outer).token,
    })
    if (fault && !fault.afterActing) {
      return faultAnswer(fault)
    }
    const call = makeCall(world, { ...outer, ...tokenFor(item, params, outer), method: item.method, path, version })
    const given = call ? await answerAll(call) : refused(unsupportedRequest(item.method, path[0] ?? ''))
    return fault ? faultAnswer(fault) : given
  } catch (cause) {
    if (cause instanceof GraphError) {
      return refused(cause)
    }
    throw cause
  }
}

/** The item's own token, else that of the whole batch; the batch's proof belongs to its token only. */
function tokenFor(item: BatchItem, params: Params, outer: CallFacts): { token: string | undefined; params: Params } {
  const own = textParam(params, 'access_token') ?? bearerIn(item.headers['authorization'])
  if (own !== undefined && own !== outer.token) {
    return { token: own, params }
  }
  const { appsecret_proof: proof, appsecret_time: time } = outer.params
  return {
    token: outer.token,
    params: {
      ...(proof === undefined ? {} : { appsecret_proof: proof }),
      ...(time === undefined ? {} : { appsecret_time: time }),
      ...params,
    },
  }
}

function referenced(body: unknown, path: string): string {
  const values = valuesAt(body, path)
  if (!values) {
    throw oauthError(100, `(#100) JSONPath expression ${path} cannot be read`)
  }
  return values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(',')
}

function isOk(given: GraphAnswer | undefined): boolean {
  return given !== undefined && (given.kind === 'redirect' || given.status < 400)
}

function faultAnswer(fault: CallFault): GraphAnswer | undefined {
  return fault.act === 'error'
    ? { kind: 'json', status: fault.status, body: { error: { ...fault.error, fbtrace_id: newTraceId() } } }
    : undefined
}

function shown(given: GraphAnswer, item: BatchItem, withHeaders: boolean): ItemAnswer {
  if (given.kind === 'redirect') {
    return { code: 302, ...(withHeaders ? { headers: [{ name: 'Location', value: given.location }] } : {}), body: '' }
  }
  const { text } = written(given, {})
  const etag = item.method.toUpperCase() === 'GET' && given.status === 200 ? etagOf(text) : undefined
  const isKnown = etag !== undefined && item.headers['if-none-match'] === etag
  const headers = [
    ...Object.entries({ ...given.headers, ...(etag === undefined ? {} : { ETag: etag }) }).map(([name, value]) => ({ name, value })),
    ...(given.status < 400 ? [] : [{ name: 'WWW-Authenticate', value: 'OAuth' }]),
    ...ITEM_HEADERS,
  ]
  return { code: isKnown ? 304 : given.status, ...(withHeaders ? { headers } : {}), body: isKnown ? null : text }
}
