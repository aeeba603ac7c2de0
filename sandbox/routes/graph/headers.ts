import type { FastifyReply } from 'fastify'
import { newMid } from '../../world/ids.ts'
import type { GraphAnswer } from './dispatch.ts'

/** What kind of refusal `WWW-Authenticate` names, by code (seen in recorded headers: invalid_code, invalid_request, not_found). */
const CHALLENGES: Readonly<Record<number, string>> = { 190: 'invalid_token', 102: 'invalid_token', 803: 'not_found' }
const NOT_IN_A_HEADER = /[^\x20-\x7e]/g
/** Words may echo what a client sent; clients give up on headers of 16 KiB. */
const MOST_WORDS = 1000

/** Name, value, name, value …: as Node writes them fastest. */
export type HeaderList = readonly string[]

const ALWAYS: HeaderList = [
  ['access-control-allow-origin', '*'],
  ['cache-control', 'private, no-cache, no-store, must-revalidate'],
  ['pragma', 'no-cache'],
  ['expires', 'Sat, 01 Jan 2000 00:00:00 GMT'],
  ['vary', 'Origin'],
  ['x-fb-rev', '1018678277'],
].flat()

/** Headers that every Graph answer bears (seen in recorded answers). */
export function commonHeaders(version: string): HeaderList {
  const noise = newMid().slice(2)
  const ids = ['x-fb-trace-id', noise.slice(22, 33), 'x-fb-debug', `${noise.slice(0, 86)}==`]
  return [...ALWAYS, 'facebook-api-version', version, ...ids]
}

/** The same on an answer that the framework writes, as a spoiled one. */
export function setCommonHeaders(reply: FastifyReply, version: string): void {
  const list = commonHeaders(version)
  for (let index = 0; index < list.length; index += 2) {
    reply.header(list[index] ?? '', list[index + 1])
  }
}

/** What the answer itself adds: usage, and for a refusal the challenge; the request id is the trace id of its body. */
export function answerHeaders(given: GraphAnswer): HeaderList {
  const own = given.headers ? Object.entries(given.headers).flat() : []
  const error = given.kind === 'json' && given.status >= 400 ? errorIn(given.body) : undefined
  if (!error) {
    return [...own, 'x-fb-request-id', `A${newMid().slice(2, 24)}`]
  }
  const words = String(error['message']).slice(0, MOST_WORDS).replace(NOT_IN_A_HEADER, '?').replaceAll('"', '\\"')
  const challenge = `OAuth "Facebook Platform" "${challengeOf(error)}" "${words}"`
  return [...own, 'x-fb-request-id', String(error['fbtrace_id']), 'www-authenticate', challenge]
}

/** Writes the whole answer at once, past the framework: a bench of sends spends its time here. `text` must be ASCII, as escaped JSON is. */
export function put(reply: FastifyReply, status: number, { headers, text }: { headers: HeaderList; text: string }): FastifyReply {
  reply.hijack()
  reply.raw.writeHead(status, [...headers, 'content-length', String(text.length)])
  reply.raw.end(text, 'latin1')
  return reply
}

function challengeOf(error: Readonly<Record<string, unknown>>): string {
  const message = String(error['message'])
  return /authorization code|verification code/.test(message) ? 'invalid_code' : (CHALLENGES[Number(error['code'])] ?? 'invalid_request')
}

function errorIn(body: unknown): Readonly<Record<string, unknown>> | undefined {
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined
  return typeof error === 'object' && error !== null ? { ...error } : undefined
}
