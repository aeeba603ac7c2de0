import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import serveStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sendNothingHere } from '../server/problems.ts'

const BUILT = fileURLToPath(new URL('../../../dist/web', import.meta.url))

/** The built web: its files, and the application's one page for every other address that a person may open. */
export async function registerWeb(app: FastifyInstance): Promise<void> {
  const isBuilt = existsSync(BUILT)
  if (isBuilt) {
    await app.register(serveStatic, {
      root: BUILT,
      index: false,
      redirect: false,
      dotfiles: 'ignore',
      schemaHide: true,
      setHeaders: cacheByName,
    })
    app.get('/', { schema: { hide: true }, config: { isPublic: true } }, (_request, reply) => reply.sendFile('index.html'))
  } else {
    app.log.warn('the web is not built: only the API is served')
  }
  app.setNotFoundHandler((request, reply) =>
    isBuilt && isPageOfTheApplication(request)
      ? reply.code(200).header('cache-control', 'no-cache').sendFile('index.html')
      : sendNothingHere(reply),
  )
}

/** The builder puts a digest into the name of everything under assets/, so those never change. */
function cacheByName(reply: { header(name: string, value: string): unknown }, path: string): void {
  reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
}

/** Doors and files are no pages, and no page's address has a part that begins with a dot. */
const NO_PAGE = /^[^?]*\/(?:\.|%2e)|^\/(?:api|webhooks|assets|metrics)(?:[/?]|$)/i

function isPageOfTheApplication({ method, url }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && !NO_PAGE.test(url)
}
