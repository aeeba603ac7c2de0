import Fastify, { type FastifyBaseLogger } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { boundConnections } from './connections.ts'
import type { Api } from './api.ts'
import { registerProblems, sendNothingHere } from './problems.ts'
import { registerRequestTime } from './request-time.ts'
import { registerSecurityHeaders } from './security-headers.ts'
import { serverOptions } from './server-options.ts'

export type ServerPlace = { readonly publicUrl: string; readonly trustedProxies?: readonly string[] }

/** What every HTTP server of the desk is before it has a door: bounded, refusing in words, telling its faults to the log. */
export function openServer({ publicUrl, trustedProxies = [] }: ServerPlace, logger: FastifyBaseLogger | boolean): Api {
  const app = Fastify({
    ...(typeof logger === 'boolean' ? { logger } : { loggerInstance: logger }),
    ...serverOptions({ publicUrl, trustedProxies }),
  }).withTypeProvider<ZodTypeProvider>()
  boundConnections(app.server)
  registerRequestTime(app, { publicUrl })
  registerProblems(app)
  registerSecurityHeaders(app, { publicUrl })
  return app
}

/** A server with few doors, and nothing behind all other addresses. */
export function openSmallServer(publicUrl: string, logger: FastifyBaseLogger | boolean): Api {
  const app = openServer({ publicUrl }, logger)
  app.setNotFoundHandler((_request, reply) => sendNothingHere(reply))
  return app
}
