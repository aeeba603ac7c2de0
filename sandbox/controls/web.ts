import { readdirSync, readFileSync } from 'node:fs'
import { createRequire, stripTypeScriptTypes } from 'node:module'
import { dirname, extname, join, sep } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { html } from '../routes/html.ts'
import { clampedSize } from '../routes/pages/picture.ts'
import { portrait } from '../routes/pages/portraits.ts'
import { whyNotShown } from '../world/media.ts'
import { scene } from '../routes/wall/scenes.ts'
import type { World } from '../world/world.ts'

type Asset = { readonly type: string; readonly body: Buffer | string }

const WEB = join(import.meta.dirname, '../web')
const TYPES: Readonly<Record<string, string>> = {
  '.ts': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
}
/** The parts of lit-html that the page uses, by the names its modules know each other by. */
const LIT_PARTS = ['lit-html.js', 'directive.js', 'directive-helpers.js', 'directives/live.js', 'directives/repeat.js']
const POLICY =
  "default-src 'self'; img-src 'self' data: blob:; media-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'self'"

/** The page `/sandbox` and everything it loads; nothing comes from outside. */
export function webRoutes(server: FastifyInstance, world: World, deskUrl: string | undefined): void {
  const assets = readAssets()
  const page = String(assets.get('page.html')?.body).replace('<!--desk-->', deskLink(deskUrl))
  server.addHook('onSend', async (request, reply, payload) => {
    if (request.url.startsWith('/sandbox') || request.url.includes('/dialog/oauth')) {
      // What people uploaded carries a policy of its own, under which nothing runs.
      const policy = reply.getHeader('content-security-policy') ?? POLICY
      reply.header('content-security-policy', policy).header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer')
    }
    return payload
  })
  server.get('/sandbox', (_request, reply) => reply.header('content-type', 'text/html; charset=utf-8').send(page))
  server.get<{ Params: { '*': string } }>('/sandbox/web/*', (request, reply) => {
    const asset = assets.get(request.params['*'])
    return asset ? reply.header('content-type', asset.type).send(asset.body) : reply.code(404).send({ error: 'Not found.' })
  })
  pictureRoutes(server, world)
  server.get('/sandbox/landing', (request, reply) => reply.header('content-type', 'text/html; charset=utf-8').send(landing(request.url)))
}

type PictureQuery = { oh?: string; oe?: string; size?: string }

function pictureRoutes(server: FastifyInstance, world: World): void {
  server.get<{ Params: { file: string }; Querystring: PictureQuery }>('/sandbox/pictures/:file', (request, reply) => {
    const ended = request.query.oe === undefined ? undefined : whyNotShown(world, `/sandbox/pictures/${request.params.file}`, request.query)
    if (ended !== undefined) {
      return reply.code(403).header('content-type', 'text/plain').send(ended)
    }
    const id = request.params.file.replace(/\.png$/, '')
    const { pages, people, conversations, messenger } = world.state
    const personId = conversations.get(id)?.personId ?? id
    if (!pages.has(id) && !people.has(personId) && !messenger.personas.has(id)) {
      // A picture on a wall that nobody uploaded is drawn, for those who have its signed address.
      if (request.query.oe !== undefined) {
        return reply.header('content-type', 'image/png').send(scene(id))
      }
      return reply.code(404).send({ error: 'Not found.' })
    }
    const size = clampedSize(Number(request.query.size ?? Number.NaN))
    const picture = pages.has(id) ? portrait(id, 'page', size) : portrait(personId, 'person', size)
    return reply.header('content-type', 'image/png').header('cache-control', 'public, max-age=3600').send(picture)
  })
}

function readAssets(): Map<string, Asset> {
  const assets = new Map<string, Asset>()
  for (const path of readdirSync(WEB, { recursive: true, encoding: 'utf8' })) {
    const name = path.replaceAll(sep, '/')
    const type = TYPES[extname(name)]
    if (type !== undefined) {
      assets.set(name, { type, body: served(name, readFileSync(join(WEB, name), 'utf8')) })
    }
  }
  const resolve = createRequire(import.meta.url).resolve
  // Node is given `node/lit-html.js`; the browser's own build lies one folder up.
  const lit = join(dirname(resolve('lit-html')), '..')
  const inter = join(dirname(resolve('inter-ui/package.json')), 'variable/InterVariable.woff2')
  for (const part of LIT_PARTS) {
    assets.set(part, { type: 'text/javascript; charset=utf-8', body: readFileSync(join(lit, part), 'utf8') })
  }
  assets.set('inter.woff2', { type: 'font/woff2', body: readFileSync(inter) })
  return assets
}

/** Browser code has no build step: types are stripped here, and the one package is served beside it. */
function served(name: string, source: string): string {
  return name.endsWith('.ts')
    ? withoutTypes(source)
        .replaceAll("from 'lit-html'", "from '/sandbox/web/lit-html.js'")
        .replaceAll("from 'lit-html/", "from '/sandbox/web/")
    : source
}

/** The stripping itself is steady in Node 24, but warns that it is experimental; nobody who starts a sandbox needs to read that. */
function withoutTypes(source: string): string {
  const warn = process.emitWarning
  process.emitWarning = () => undefined
  try {
    return stripTypeScriptTypes(source)
  } finally {
    process.emitWarning = warn
  }
}

function deskLink(deskUrl: string | undefined): string {
  return deskUrl === undefined ? '' : html`<a href="${deskUrl}" data-testid="desk-link">Open the desk</a>`.safe
}

/** A redirect URI of the sandbox's own, to try the dialog without any app. */
function landing(url: string): string {
  const given = [...new URL(url, 'http://sandbox').searchParams]
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Back from the dialog · Sandbox</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/sandbox/web/base.css" />
        <link rel="stylesheet" href="/sandbox/web/dialog.css" />
      </head>
      <body>
        <header class="band"><b>SANDBOX</b></header>
        <main class="dialog sheet">
          <h1>Back from the dialog</h1>
          <dl>
            ${given.map(
              ([name, value]) =>
                html`<dt>${name}</dt>
                  <dd>${value}</dd>`,
            )}
          </dl>
        </main>
      </body>
    </html>`.safe
}
