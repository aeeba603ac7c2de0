import type { Params } from '../graph/params.ts'

/**
 * The keys of an app from an HTTP Basic header, as OAuth libraries send them by default. Not documented by Facebook, but logins
 * of such libraries work against it. Only the calls below `/oauth` read it.
 */
export function basicKeys(authorization: string | undefined): Params {
  const encoded = /^Basic (\S+)$/i.exec(authorization ?? '')?.[1]
  const text = Buffer.from(encoded ?? '', 'base64').toString()
  const colon = text.indexOf(':')
  return colon < 0 ? {} : { client_id: decoded(text.slice(0, colon)), client_secret: decoded(text.slice(colon + 1)) }
}

/** Both parts are form-encoded (RFC 6749, 2.3.1). */
function decoded(part: string): string {
  return new URLSearchParams(`part=${part}`).get('part') ?? part
}
