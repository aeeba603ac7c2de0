import type { AnswerOf, Endpoint, RequestTo } from '#api/contract/endpoints.ts'
import { DeskProblem } from './desk-problem.ts'

/** Everything that any call may give; which of it one call gives is the contract's to say. */
type Given = {
  readonly params?: Values
  readonly query?: Values
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly signal?: AbortSignal
  readonly keepalive?: boolean
}
type Values = Readonly<Record<string, string | number | undefined>>
type Arguments<At extends Endpoint> = {} extends RequestTo<At> ? [given?: RequestTo<At> & Waiting] : [given: RequestTo<At> & Waiting]
/** `keepalive`: it is sent also where the page goes away meanwhile. */
type Waiting = { readonly signal?: AbortSignal; readonly keepalive?: boolean }

/**
 * Calls the desk: `ask('GET /api/v1/tickets/:ticketId', { params: { ticketId } })`. What goes in and what comes back is the
 * contract's, known to the compiler only. Throws `DeskProblem` with the desk's own words.
 */
export async function ask<At extends Endpoint>(endpoint: At, ...[given]: Arguments<At>): Promise<AnswerOf<At>> {
  const { params = {}, query = {}, headers = {}, body, ...waiting }: Given = given ?? {}
  const [method = '', address = ''] = endpoint.split(' ')
  const response = await fetch(filled(address, params) + search(query), {
    method,
    credentials: 'same-origin',
    headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...waiting,
  })
  const text = await response.text()
  if (!response.ok) {
    throw DeskProblem.from(readProblem(text), response.status)
  }
  return (text === '' ? undefined : JSON.parse(text)) as AnswerOf<At>
}

function readProblem(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A proxy's page, say: `DeskProblem` has words for that.
    return undefined
  }
}

function filled(address: string, params: Values): string {
  return address.replace(/:(\w+)/g, (_part, name: string) => encodeURIComponent(String(params[name])))
}

function search(query: Values): string {
  const asked = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return asked.length === 0 ? '' : `?${new URLSearchParams(asked).toString()}`
}

/** One per command: the same key with the same body is done once, however often it is sent. */
export function newCommandKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
