import { lookup as lookUp, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** An address that a stranger named and that leads into a network of ours: this machine, its neighbours, or what runs the cloud. */
export class ForbiddenAddressError extends Error {
  override readonly name = 'ForbiddenAddressError'

  constructor(host: string) {
    super(`${host} leads to an address that is not public.`)
  }
}

/**
 * All that IANA has given out of IPv6 for the public internet (IPv6 Global Unicast Address Assignments, 2026-06). ipaddr.js calls the rest "unicast", too,
 * and there lies `::127.0.0.1`, the oldest way to write an IPv4 address as one of IPv6.
 */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3')

/** Whether an IP address is one of the public internet. Only what is known as that is let through, whatever is invented next. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) {
    return false
  }
  // An IPv4 address that is mapped into an IPv6 one is what it says there.
  const parsed = ipaddr.process(address)
  return parsed.range() === 'unicast' && (parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_IPV6))
}

/** How a name becomes addresses: as the machine does it, or as a test says. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>

/**
 * For a socket that is about to connect: the addresses of a host, each looked at, and the socket goes to these and asks nobody again. One that
 * is not public refuses all. A socket never asks for the address of a host that is one already: see `refuseForbiddenHost`.
 */
export function publicLookup(resolve: Resolve = resolveAsMachine): LookupFunction {
  return (host, options, done) => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses
        if (!first || !addresses.every(({ address }) => isPublicAddress(address))) {
          done(new ForbiddenAddressError(host), '')
        } else if (options.all === true) {
          done(null, [...addresses])
        } else {
          done(null, first.address, first.family)
        }
      },
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), ''),
    )
  }
}

/** Throws `ForbiddenAddressError` where a URL's host is an IP address that is not public, in whatever way it was written there. */
export function refuseForbiddenHost({ hostname }: URL): void {
  const address = hostname.replace(/^\[|\]$/g, '')
  if (isIP(address) !== 0 && !isPublicAddress(address)) {
    throw new ForbiddenAddressError(hostname)
  }
}

function resolveAsMachine(host: string): Promise<readonly LookupAddress[]> {
  return new Promise((answer, refuse) => {
    lookUp(host, { all: true }, (error, addresses) => (error ? refuse(error) : answer(addresses)))
  })
}
