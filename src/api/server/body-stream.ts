import type { IncomingMessage } from 'node:http'
import { PassThrough, type Readable } from 'node:stream'
import { BodyCutShortError } from './read-body.ts'

/**
 * The body of a request as it comes. Whoever has enough of it destroys the stream: what else comes is let go, and the refusal still reaches whoever
 * sends it. It fails with `BodyCutShortError` where the sender goes away before it is whole.
 */
export function bodyStreamOf(request: IncomingMessage): Readable {
  const body = new PassThrough()
  const lose = (): void => {
    if (!request.complete) {
      body.destroy(new BodyCutShortError('The body did not come whole.'))
    }
  }
  request.once('close', lose).once('error', lose)
  body.once('close', () => {
    request.off('close', lose).off('error', lose)
    request.unpipe(body).resume()
  })
  return request.pipe(body)
}
