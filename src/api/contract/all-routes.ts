import * as account from '../account/contract.ts'
import * as channels from '../channels/contract.ts'
import * as clients from '../clients/contract.ts'
import * as events from '../events/contract.ts'
import * as extensions from '../extensions/contract.ts'
import * as firstSteps from '../first-steps/contract.ts'
import * as mails from '../mails/contract.ts'
import * as members from '../members/contract.ts'
import type { RouteContract } from './route.ts'
import * as session from '../session/contract.ts'
import * as tickets from '../tickets/contract.ts'

const everything: readonly Record<string, unknown>[] = [
  session,
  account,
  members,
  mails,
  extensions,
  channels,
  clients,
  tickets,
  firstSteps,
  events,
]

/** Every endpoint of `/api/v1`, found by its shape. The server is compared with it by a test; OpenAPI is made of it. */
export const ALL_ROUTES: readonly RouteContract[] = everything.flatMap((file) => Object.values(file)).filter(isRoute)

function isRoute(value: unknown): value is RouteContract {
  return typeof value === 'object' && value !== null && 'url' in value && 'schema' in value && 'method' in value
}
