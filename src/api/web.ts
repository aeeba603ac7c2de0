import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import serveStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { DeskError } from '#domain/errors.ts'

const BUILT = fileURLToPath(new URL('../../dist/web', import.meta.url))

/** The built web. Every address that is not a file, and not of the API, is the application's own page. */
export async function registerWeb(app: FastifyInstance): Promise<void> {
  if (!existsSync(BUILT)) {
    app.log.warn('the web is not built: only the API is served')
    return
  }
  await app.register(serveStatic, {
    root: BUILT,
    wildcard: false,
    index: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.get('/*', { schema: { hide: true }, config: { isPublic: true } }, (request, reply) => {
    if (/^\/(api|webhooks|assets)(\/|$)/.test(request.url)) {
      throw new DeskError('not-found', 'There is nothing at this address.')
    }
    return reply.header('cache-control', 'no-cache').sendFile('index.html')
  })
}
