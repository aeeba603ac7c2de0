import { randomBytes } from 'node:crypto'
import { get as getHttp, type IncomingMessage } from 'node:http'
import { get as getHttps } from 'node:https'
import type { TLSSocket } from 'node:tls'
import type { Reach } from '#domain/channels/findings.ts'
import { isLoopback } from '#domain/loopback.ts'
import type { ReachPort } from '#domain/channels/reach-port.ts'
import type { Callback } from './subscribe.ts'

const WITHIN_MS = 10_000
/** More than a challenge nobody of ours answers. */
const MOST_BYTES = 1024

/**
 * Shakes hands at the callback address as Facebook does (Graph API docs, webhooks, verification requests, 2026): who answers with the challenge knows the verify
 * token, and is this desk.
 */
export function createReach({ url, verifyToken }: Callback): ReachPort {
  return async () => {
    const challenge = randomBytes(12).toString('hex')
    const asked = new URL(url)
    asked.search = new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.verify_token': verifyToken, 'hub.challenge': challenge }).toString()
    try {
      return reachOf(asked, await askFor(asked), challenge)
    } catch (error) {
      return unreached(error)
    }
  }
}

type Answer = { readonly status: number; readonly text: string; readonly certificateUntil: string | undefined }

async function askFor(url: URL): Promise<Answer> {
  const get = url.protocol === 'https:' ? getHttps : getHttp
  const signal = AbortSignal.timeout(WITHIN_MS)
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    // A connection of its own: one that is kept open was made with yesterday's certificate.
    get(url, { signal, agent: false }, resolve).once('error', reject)
  })
  const certificateUntil = endOfCertificate(response)
  let text = ''
  for await (const chunk of response.setEncoding('utf8')) {
    text += String(chunk)
    if (text.length > MOST_BYTES) {
      break
    }
  }
  return { status: response.statusCode ?? 0, text, certificateUntil }
}

function endOfCertificate({ socket }: IncomingMessage): string | undefined {
  const until = isTls(socket) ? new Date(socket.getPeerCertificate().valid_to) : undefined
  return until === undefined || Number.isNaN(until.getTime()) ? undefined : until.toISOString()
}

function isTls(socket: object): socket is TLSSocket {
  return 'getPeerCertificate' in socket
}

function reachOf(url: URL, { status, text, certificateUntil }: Answer, challenge: string): Reach {
  if (status !== 200 || text !== challenge) {
    return { kind: 'someone-else', status }
  }
  if (url.protocol === 'https:') {
    return { kind: 'works', ...(certificateUntil === undefined ? {} : { certificateUntil }) }
  }
  return isLoopback(url.hostname) ? { kind: 'this-machine' } : { kind: 'plain-http' }
}

/** What TLS calls a certificate that it does not trust: expired, of another name, of nobody it knows. */
const OF_CERTIFICATES = /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO|UNABLE_TO_|SELF_SIGNED)/

function unreached(error: unknown): Reach {
  const why = error instanceof Error && 'code' in error ? String(error.code) : 'no answer'
  return OF_CERTIFICATES.test(why)
    ? { kind: 'bad-certificate', why }
    : { kind: 'not-reached', why: why === 'ABORT_ERR' ? 'no answer in 10 s' : why }
}
