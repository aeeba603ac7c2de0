import type { FastifyRequest } from 'fastify'
import { isEverywhere, isLoopback } from '#domain/loopback.ts'

/** Nobody but a proxy sends one of these. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via']

/**
 * Whether the browser runs on the desk's own machine. A reverse proxy beside the desk calls from here too, so the peer's
 * address alone proves nothing: the desk must also be published here only, be called by a local name, and nothing may tell
 * of a proxy. In doubt it is somebody from elsewhere.
 */
export function isFromThisMachine(request: FastifyRequest, publicUrl: string): boolean {
  const peer = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  const names = [peer, request.ip.replace(/^::ffff:/, ''), hostnameOf(`http://${request.host}`)]
  const published = hostnameOf(publicUrl)
  // Everywhere: it was given no PUBLIC_URL.
  const isPublishedHere = isLoopback(published) || isEverywhere(published)
  return isPublishedHere && names.every(isLoopback) && FORWARDED.every((name) => request.headers[name] === undefined)
}

function hostnameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : ''
}
