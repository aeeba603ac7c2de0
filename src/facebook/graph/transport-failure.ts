import type { GraphSilence } from './graph-answer.ts'

/** The connection was never made: no byte of the call left this machine. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/**
 * What a failed `fetch` tells about the call. Undefined: this is not a failure of the network but a fault of ours.
 * Anything not known to have happened before the call left counts as lost on the way: it may have arrived.
 */
export function silenceOf(error: unknown): GraphSilence | undefined {
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return { kind: 'no-answer', reason: 'time-out', status: undefined }
  }
  const codes = codesOf(error instanceof Error ? error.cause : undefined)
  if (codes.length > 0 && codes.every((code) => NEVER_CONNECTED.has(code))) {
    return { kind: 'no-answer', reason: 'not-sent', status: undefined }
  }
  return error instanceof TypeError && error.cause !== undefined
    ? { kind: 'no-answer', reason: 'connection-lost', status: undefined }
    : undefined
}

/** A host with several addresses fails with one error each. */
function codesOf(cause: unknown): string[] {
  if (cause instanceof AggregateError) {
    return cause.errors.flatMap(codesOf)
  }
  return cause instanceof Error && 'code' in cause ? [String(cause.code)] : []
}
