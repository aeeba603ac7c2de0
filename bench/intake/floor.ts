import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { createGroupCommit } from '#facebook/webhooks/group-commit.ts'
import { openDatabase } from '#storage/database.ts'
import { serve } from '../serve.ts'
import { BENCH_SECRET } from './body.ts'

/**
 * The floor: the least that may be called a safe webhook door. Bare node:http, the signature check, and the insert that
 * concurrent requests share, without framework, routes, wake-ups or worker.
 */
const { url } = JSON.parse(process.argv[2] ?? '{}') as { url: string }
const database = openDatabase({ url, onIdleError: () => undefined })
const groups = createGroupCommit({ pool: database.pool, onStored: () => undefined, onFailure: () => undefined })

serve((request, body, response) => {
  const expected = Buffer.from(`sha256=${createHmac('sha256', BENCH_SECRET).update(body).digest('hex')}`)
  const given = Buffer.from(String(request.headers['x-hub-signature-256']))
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    answer(response, 401, 'Unauthorized')
    return
  }
  groups.store({ digest: hash('sha256', body, 'buffer'), lane: '-', body }).then(
    () => answer(response, 200, 'EVENT_RECEIVED'),
    () => answer(response, 503, 'Service Unavailable'),
  )
})

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain', 'content-length': text.length })
  response.end(text)
}
