import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { buildWebIfStale } from './build-web.ts'

// Beside the code, not in the shared temporary folder: what is cached there is run. The processes that the desk starts read it, too.
const cache = fileURLToPath(new URL('../.cache/compile', import.meta.url))
enableCompileCache(cache)
process.env['NODE_COMPILE_CACHE'] = cache

const web = process.argv.includes('--without-web') ? Promise.resolve() : buildWebIfStale()
// A failure of the builder is told by main, which waits for it; until then it must not count as unhandled.
web.catch(() => undefined)

const { main } = await import('../src/main.ts')
await main(web)
