import { buildWebIfStale } from './build-web.ts'

await buildWebIfStale()
await import('../src/main.ts')
