import { asPage, canMessage } from '../../world/login/permissions.ts'
import type { PageAccess } from '../../world/login/tokens.ts'
import type { GraphCall } from '../graph/call.ts'

/** A call on `/{page}/…` of the Page itself, by someone who may write for it. Throws as `asPage` and `canMessage` do. */
export function asMessagingPage(call: GraphCall, id: string): PageAccess {
  const access = asPage(call.access(), id, call.method)
  canMessage(access)
  return access
}
