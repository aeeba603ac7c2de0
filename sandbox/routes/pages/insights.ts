import { missingParameter, oauthError } from '../../world/graph-error.ts'
import { asPage, requireScope } from '../../world/login/permissions.ts'
import { graphTime } from '../../world/wall/links.ts'
import type { World } from '../../world/world.ts'
import type { Edge, GraphCall } from '../graph/call.ts'
import { listParam, textParam } from '../graph/params.ts'

/** `/{page}/insights` for the metrics of Messenger; the Page's own figures are not in the sandbox. */
export const insights: Edge = { GET: list, tail: 'metric' }

const DAY = 86_400_000
/** Metrics end at 07:00 UTC, midnight of the Pacific (recorded answers). */
const END_OF_DAY = 7 * 3_600_000

type Metric = { readonly title: string; readonly count: (world: World, pageId: string, span: Span) => number }
type Span = { readonly from: number; readonly to: number }

const METRICS: Readonly<Record<string, Metric>> = {
  page_messages_total_messaging_connections: {
    title: 'Daily Total Messaging Connections',
    count: (world, pageId, { to }) => firstWords(world, pageId).filter((at) => at < to).length,
  },
  page_messages_new_conversations_unique: {
    title: 'Daily New Conversations',
    count: (world, pageId, { from, to }) => firstWords(world, pageId).filter((at) => at >= from && at < to).length,
  },
  page_messages_blocked_conversations_unique: {
    title: 'Daily Blocked Conversations',
    count: (world, pageId, { from, to }) =>
      [...(world.state.pages.get(pageId)?.blockedBy.values() ?? [])].filter((at) => at >= from && at < to).length,
  },
  page_messages_reported_conversations_unique: { title: 'Daily Reported Conversations', count: () => 0 },
}

function list(call: GraphCall, id: string): unknown {
  const access = asPage(call.access(), id, call.method)
  requireScope(access, 'read_insights')
  const names = listParam(call.params, 'metric')
  if (!names) {
    throw missingParameter('metric')
  }
  const spans = spansOf(call)
  return {
    data: names.map((name) => described(call.world, id, { name, spans })),
    paging: { previous: addressOf(call, spans, -spans.length), next: addressOf(call, spans, spans.length) },
  }
}

function described(world: World, id: string, { name, spans }: { name: string; spans: readonly Span[] }): unknown {
  const metric = Object.hasOwn(METRICS, name) ? METRICS[name] : undefined
  if (!metric) {
    throw oauthError(100, '(#100) The value must be a valid insights metric')
  }
  const values = spans.map((span) => ({ value: metric.count(world, id, span), end_time: graphTime(span.to) }))
  return { name, period: 'day', values, title: metric.title, description: `${metric.title}.`, id: `${id}/insights/${name}/day` }
}

/** The days asked for with `since` and `until` in seconds; without them, the last two that ended. */
function spansOf({ world, params }: GraphCall): Span[] {
  const until = seconds(textParam(params, 'until')) ?? world.clock.now()
  const to = Math.floor((until - END_OF_DAY) / DAY) * DAY + END_OF_DAY
  const since = seconds(textParam(params, 'since')) ?? to - 2 * DAY
  const days = Math.min(93, Math.max(1, Math.round((to - since) / DAY)))
  return Array.from({ length: days }, (_, index) => ({ from: to - (days - index) * DAY, to: to - (days - index - 1) * DAY }))
}

function firstWords(world: World, pageId: string): number[] {
  return [...world.state.conversations.values()].filter((each) => each.pageId === pageId).map(({ messages }) => messages[0]?.at ?? Infinity)
}

function addressOf(call: GraphCall, spans: readonly Span[], days: number): string {
  const url = new URL(`${call.origin}/${call.version}/${call.path.join('/')}`)
  url.searchParams.set('access_token', call.token ?? '')
  url.searchParams.set('metric', listParam(call.params, 'metric')?.join(',') ?? '')
  url.searchParams.set('since', String(((spans[0]?.from ?? 0) + days * DAY) / 1000))
  url.searchParams.set('until', String(((spans.at(-1)?.to ?? 0) + days * DAY) / 1000))
  return url.href
}

function seconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) * 1000 : undefined
}
