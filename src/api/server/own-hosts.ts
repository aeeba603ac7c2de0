import { DeskError } from '#domain/errors.ts'
import type { FastifyRequest } from 'fastify'
import type { Api } from './api.ts'

/** This machine's end of a connection, as the system tells it. */
type LocalEnd = { readonly localAddress?: string | undefined; readonly localPort?: number | undefined }

/** The names that the desk answers to. */
export type OwnHosts = {
  /** Is this what a browser writes into `Host` when it means this desk? */
  has(host: string, end: LocalEnd): boolean
  /** Is this the origin of a page that this desk served? Never compared with what `Host` says: both may be the attacker's. */
  hasOrigin(origin: string, end: LocalEnd): boolean
}

type Named = { readonly name: string; readonly port: number | undefined }

const HOST = /^(?:\[[\da-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?$/i
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/**
 * `PUBLIC_URL`'s host, and with the port that the desk listens on: the address that the connection came in at, the loopback
 * names and `HOST`. A page whose name was pointed at the desk after it was loaded (DNS rebinding) has none of these.
 */
export function createOwnHosts({ publicUrl, host }: { readonly publicUrl: string; readonly host?: string | undefined }): OwnHosts {
  const { origin, protocol, port } = new URL(publicUrl)
  const known = named(new URL(publicUrl).host)
  const publicName = known?.name ?? ''
  const publicPort = Number(port) || defaultPort(protocol)
  const listeningNames = new Set([...LOOPBACK, publicName, ...(host === undefined ? [] : [nameOf(host)])])

  function isListening({ name, port: told }: Named, { localAddress, localPort }: LocalEnd): boolean {
    if (localPort === undefined || (told ?? defaultPort('http:')) !== localPort) {
      return false
    }
    return listeningNames.has(name) || (localAddress !== undefined && name === nameOf(localAddress))
  }

  return {
    has(text, end) {
      const asked = named(text)
      if (!asked) {
        return false
      }
      // nginx's $host leaves the port out, whatever it is.
      return (asked.name === publicName && (asked.port ?? publicPort) === publicPort) || isListening(asked, end)
    },
    hasOrigin(text, end) {
      const url = URL.parse(text)
      const asked = url?.origin === text && url.protocol === 'http:' ? named(url.host) : undefined
      return text === origin || (asked !== undefined && isListening(asked, end))
    },
  }
}

/** Lower case, without the root's dot, IPv6 in its short form. Undefined for what no browser writes. */
function named(text: string): Named | undefined {
  const match = HOST.exec(text)
  if (!match) {
    return undefined
  }
  const port = match[1]
  return { name: nameOf(port === undefined ? text : text.slice(0, -port.length - 1)), port: port === undefined ? undefined : Number(port) }
}

function nameOf(text: string): string {
  const plain = text.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
  if (plain.includes(':')) {
    const url = URL.parse(`http://${plain.startsWith('[') ? plain : `[${plain}]`}`)
    return url?.hostname ?? plain
  }
  return plain.replace(/\.$/, '')
}

function defaultPort(protocol: string): number {
  return protocol === 'https:' ? 443 : 80
}

/** They tell one word, and whoever looks after a container asks them by whatever address it has. */
const FOR_ANY_HOST = new Set(['/healthz', '/readyz'])
/** An operator whose proxy changes Host must find out; a stranger must not be able to fill the log. */
const TELL_EVERY_MS = 60_000
const ABSOLUTE = /^https?:\/\/([^/?#]*)/i

/** Refuses every request that is meant for another host, before anything is read or done. */
export function registerOwnHosts(app: Api, { ownHosts }: { readonly ownHosts: OwnHosts }): void {
  let toldAt = -TELL_EVERY_MS
  app.addHook('onRequest', (request, _reply, done) => {
    const refusal = FOR_ANY_HOST.has(request.routeOptions.url ?? '') ? undefined : refusalOf(request, ownHosts)
    if (refusal?.code === 'misdirected' && performance.now() - toldAt > TELL_EVERY_MS) {
      toldAt = performance.now()
      request.log.warn({ host: request.host.slice(0, 100), route: request.routeOptions.url }, 'meant for another host')
    }
    done(refusal)
  })
}

function refusalOf(request: FastifyRequest, ownHosts: OwnHosts): DeskError | undefined {
  const { raw, socket } = request
  if (countOf(raw.rawHeaders, 'host') !== 1) {
    return new DeskError('invalid', 'The request must have exactly one Host header.')
  }
  const inTarget = ABSOLUTE.exec(raw.url ?? '')?.[1]
  const isOwn = ownHosts.has(request.host, socket) && (inTarget === undefined || ownHosts.has(inTarget, socket))
  return isOwn
    ? undefined
    : new DeskError('misdirected', 'The desk has another address. Open that one, or have its operator set PUBLIC_URL to the one you used.')
}

function countOf(rawHeaders: readonly string[], name: string): number {
  let count = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    count += rawHeaders[at]?.toLowerCase() === name ? 1 : 0
  }
  return count
}
