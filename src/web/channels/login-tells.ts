import type { Authorisation, Channel } from '../api/types.ts'
import { disconnectionOf } from './channel-problems.ts'

/** What a login gives to the Page that one logged in for. */
export type LoginTells =
  | { readonly isGiven: true; readonly missing: readonly string[] }
  | { readonly isGiven: false; readonly why: 'not-ticked' | 'not-published' | 'not-administered' | 'held-elsewhere' }

export function loginTells({ pages, missingPermissions }: Authorisation, { externalId }: Pick<Channel, 'externalId'>): LoginTells {
  const found = pages.find(({ id }) => id === externalId)
  if (!found) {
    return { isGiven: false, why: 'not-ticked' }
  }
  return found.eligibility.kind === 'eligible'
    ? { isGiven: true, missing: missingPermissions }
    : { isGiven: false, why: found.eligibility.kind }
}

type Renewable = Pick<Channel, 'id' | 'externalId' | 'state' | 'problems' | 'keyValidUntil'>
type Beside<Page> = { readonly page: Pick<Channel, 'id'>; readonly channels: readonly Page[] }

/** The other channels that Update renews, too: those that this login reaches and that broke, or whose key has an end. What somebody disconnected stays so. */
export function renewedBeside<Page extends Renewable>({ pages }: Authorisation, { page, channels }: Beside<Page>): readonly Page[] {
  const reached = new Set(pages.filter(({ eligibility }) => eligibility.kind === 'eligible').map(({ id }) => id))
  return channels.filter(
    (channel) =>
      channel.id !== page.id &&
      channel.externalId !== null &&
      reached.has(channel.externalId) &&
      ((channel.state === 'disconnected' && !disconnectionOf(channel)) ||
        (channel.state === 'connected' && channel.keyValidUntil !== null)),
  )
}
