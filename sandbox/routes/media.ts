import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Media, whyNotShown } from '../world/media.ts'
import type { World } from '../world/world.ts'

type Wanted = { Params: { id: string; name: string }; Querystring: { oh?: string; oe?: string } }
type Slice = { readonly start: number; readonly end: number }

/** Files at their signed and expiring addresses, as of the CDN: `/sandbox/media/{id}/{name}?oh=…&oe=…`. */
export function mediaRoutes(server: FastifyInstance, world: World): void {
  server.get<Wanted>('/sandbox/media/:id/:name', (request, reply) => serve(world, request, reply))
}

/**
 * Pages cannot be made to run what someone sent: types are never guessed, only pictures, sounds and films show in place, and
 * whatever shows does so in a sandbox. The CDN answers 403 in words for an address that ended or was changed.
 */
function serve(world: World, request: FastifyRequest<Wanted>, reply: FastifyReply): FastifyReply {
  const [path = ''] = request.url.split('?')
  const refusal = whyNotShown(world, path, request.query)
  if (refusal !== undefined) {
    return reply.code(403).type('text/plain; charset=utf-8').send(refusal)
  }
  const media = world.state.media.get(request.params.id)
  if (!media) {
    return reply.code(404).type('text/plain; charset=utf-8').send('Not Found')
  }
  const bytes = world.mediaStore.get(media.id)
  reply.headers(headersOf(media))
  const range = request.headers.range
  const slice = range === undefined ? undefined : sliceOf(range, bytes.length)
  if (slice === 'unsatisfiable') {
    return reply.code(416).header('content-range', `bytes */${bytes.length}`).send('')
  }
  if (!slice) {
    return reply.send(bytes)
  }
  return reply
    .code(206)
    .header('content-range', `bytes ${slice.start}-${slice.end}/${bytes.length}`)
    .send(bytes.subarray(slice.start, slice.end + 1))
}

function headersOf({ mimeType, name }: Media): Record<string, string> {
  const isShown = /^(image\/(?!svg)|audio\/|video\/)/.test(mimeType)
  return {
    'content-type': mimeType,
    'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=1209600',
  }
}

/** One range of bytes; several at once or a wrong form are answered with the whole file. */
function sliceOf(range: string, size: number): Slice | 'unsatisfiable' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range.trim()) ?? []
  if (from === '' && to === '') {
    return undefined
  }
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return start <= end && start < size ? { start, end } : 'unsatisfiable'
}
