import type { FastifyInstance } from 'fastify'
import { SAMPLES } from '../samples/samples.ts'
import { keepMedia, mediaUrl } from '../world/media.ts'
import type { World } from '../world/world.ts'
import { ControlError } from './input.ts'

const NAME_LIMIT = 200

/** `POST media?name=`: raw bytes with their content type become a file that a person can send; `GET samples`: those that everybody has. */
export function mediaUploadRoutes(server: FastifyInstance, world: World): void {
  server.get('/sandbox/samples', () => ({
    samples: SAMPLES.map(({ id, name, title, type, mimeType, size }) => ({ media_id: id, name, title, type, mime_type: mimeType, size })),
  }))
  server.post<{ Querystring: { name?: string } }>('/sandbox/media', (request) => {
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    if (bytes.length === 0) {
      throw new ControlError(400, 'The body holds no bytes.')
    }
    const mimeType = request.headers['content-type'] ?? 'application/octet-stream'
    const media = keepMedia(world, { bytes, mimeType, name: (request.query.name ?? 'file').slice(0, NAME_LIMIT) })
    return { media_id: media.id, url: mediaUrl(world, media), mime_type: media.mimeType, size: media.size }
  })
}
