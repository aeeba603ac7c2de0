import type { KeyDeath } from '#domain/acts/outcome.ts'
import type { KeyCause } from '#domain/channels/key-cause.ts'
import type { GraphRefusal } from './graph-answer.ts'

/**
 * Access tokens, debugging and error handling, and Graph error handling (2026). 492 means that whoever is behind the key has no role on the Page any
 * more; a new key of the same person fails in the same way.
 */
const CAUSES: Readonly<Record<number, KeyCause>> = {
  458: 'app-removed',
  459: 'checkpoint',
  460: 'password-changed',
  463: 'expired',
  464: 'unconfirmed',
  467: 'logged-out',
  492: 'role-lost',
}

/** Of a Page that a login left out Facebook gives no subcode; its words are all that tells (seen in recorded answers, unproven). */
const LEFT_OUT = /before impersonating a user.s page/i

export type KeyRefusal = Pick<GraphRefusal, 'code' | 'subcode' | 'message'>

/** Why the key died that was refused so. That it did is told by the code alone (`meaningOf`), whatever this makes of the rest. */
export function keyDeathOf({ code, subcode, message }: KeyRefusal): KeyDeath {
  const numbers = { code, ...(subcode === undefined ? {} : { subcode }) }
  const words = message === '' ? {} : { facebookMessage: message }
  return { kind: 'key-dead', cause: causeOf({ subcode, message }), failure: { reason: 'key-dead', reach: 'login', ...numbers, ...words } }
}

function causeOf({ subcode, message }: Pick<KeyRefusal, 'subcode' | 'message'>): KeyCause {
  if (subcode !== undefined) {
    return CAUSES[subcode] ?? 'unknown'
  }
  return LEFT_OUT.test(message) ? 'page-left-out' : 'unknown'
}
