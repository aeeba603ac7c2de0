import { serve } from '../serve.ts'

/** An app's callback: answers the handshake and every webhook at once; `GET /count` tells how many came. */
let count = 0

serve((request, _body, response) => {
  if (request.method === 'GET') {
    const query = new URL(request.url ?? '/', 'http://app').searchParams
    response.end(query.get('hub.challenge') ?? String(count))
    return
  }
  count += 1
  response.end()
})
