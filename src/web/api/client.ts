import createClient from 'openapi-fetch'
import { DeskProblem } from './desk-problem.ts'
import type { paths } from './schema.gen.ts'

/** The desk over HTTP; every path and shape is generated from the contract. */
export const api = createClient<paths>({ baseUrl: window.location.origin, credentials: 'same-origin' })

type Outcome<Data> = { readonly data?: Data; readonly error?: unknown; readonly response: Response }

/** The body of an answer, or `DeskProblem` thrown with the server's own words. */
export async function answerOf<Data>(call: Promise<Outcome<Data>>): Promise<Data> {
  const { data, error, response } = await call
  if (!response.ok) {
    throw DeskProblem.from(error, response.status)
  }
  return data as Data
}

/** One per command: the same key with the same body is done once, however often it is sent. */
export function newCommandKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
