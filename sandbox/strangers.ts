import { isIP } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * Keeps web pages that are open in the same browser away from the controls, which ask for no password. A page that points
 * its own name at this machine is known by the Host it calls (421), any other page by the Origin it calls from (403),
 * whatever the type of what it posts. Programs send no Origin and are let in.
 */
export function refuseStrangers(allowedHosts: readonly string[]) {
  const names = new Set(allowedHosts.map((name) => name.toLowerCase()))
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    // The route, not the address: that can be written in many ways (`/%73andbox`).
    if (request.routeOptions.url?.startsWith('/sandbox') !== true) {
      return
    }
    const host = request.headers.host ?? ''
    const name = nameIn(host)
    if (!isOfThisMachine(name) && !names.has(name)) {
      const words = `The controls do not answer under the name ${name === '' ? '(none)' : name}.`
      await reply.code(421).send({ error: `${words} To let them, start the sandbox with --allow-host and that name.` })
      return
    }
    const { origin } = request.headers
    const isReading = request.method === 'GET' || request.method === 'HEAD'
    if (
      !isReading &&
      (request.headers['sec-fetch-site'] === 'cross-site' || (origin !== undefined && hostIn(origin) !== host.toLowerCase()))
    ) {
      await reply.code(403).send({ error: 'The controls answer only their own page and programs.' })
    }
  }
}

/** An address in numbers belongs to no web site, so a browser that calls it was not led here by one. */
function isOfThisMachine(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost') || isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0
}

/** `sandbox` of `sandbox:4000`, `[::1]` of `[::1]:4000`. */
function nameIn(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '')
}

/** `127.0.0.1:4000` of `http://127.0.0.1:4000`; the Origin `null` has none. */
function hostIn(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
