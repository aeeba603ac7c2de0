import type { IncomingMessage } from 'node:http'
import { finished, PassThrough, type Readable } from 'node:stream'
import { BodyCutShortError } from './read-body.ts'

/**
 * The body of a request as it comes. Whoever has enough of it destroys the stream: what else comes is let go, and the refusal still reaches whoever
 * sends it. It fails with `BodyCutShortError` where the sender goes away before it is whole, be it before anybody asked for the body or reads it.
 */
export function bodyStreamOf(request: IncomingMessage): Readable {
  const body = new PassThrough()
  // Told to whoever reads it, be it later: an error that nobody hears yet would end the process.
  body.on('error', () => undefined)
  const leave = finished(request, { writable: false }, (error) => {
    if (error) {
      body.destroy(new BodyCutShortError('The body did not come whole.'))
    }
  })
  body.once('close', () => {
    leave()
    request.unpipe(body).resume()
  })
  return request.pipe(body)
}
