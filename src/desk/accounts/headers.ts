import type { Caller } from './room.ts'
import { CALLER_ADDRESS_HEADER } from './better-auth.ts'

/** The few headers that better-auth may see. Whatever else a request claims about its origin stays outside. */
export function headersOf(caller: Caller): Headers {
  const headers = new Headers({ [CALLER_ADDRESS_HEADER]: caller.address })
  if (caller.userAgent !== undefined) {
    headers.set('user-agent', caller.userAgent.slice(0, 500))
  }
  if (caller.cookie !== undefined) {
    headers.set('cookie', caller.cookie)
  }
  return headers
}
