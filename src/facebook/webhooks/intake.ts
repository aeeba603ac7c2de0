import { hash } from 'node:crypto'
import type { Database } from '#storage/database.ts'
import { wakeReaders } from '#storage/deliveries.ts'
import { createGroupCommit } from './group-commit.ts'
import { answerHandshake, type HandshakeQuery } from './handshake.ts'
import { laneOf } from './lane.ts'
import { verify, type VerifiedBody } from './verify.ts'

export type IntakeOptions = {
  readonly database: Pick<Database, 'pool'>
  readonly appSecret: string
  readonly verifyToken: string
  /** The database failed. The deliveries concerned were answered with 503. */
  readonly onFailure: (error: unknown) => void
}

/** How the door refused, or that it stored: for the metrics. */
export type DeliveryResult =
  | 'stored'
  | 'not-genuine'
  | 'not-stored'
  | 'too-large'
  | 'unsupported'
  | 'incomplete'
  | 'crowded-out'
  | 'misdirected'

/** The door's lock and letter box. */
export type WebhookDoor = {
  /** The body if Facebook signed these very bytes. */
  verify(body: Buffer, signature: string | undefined): VerifiedBody | undefined
  /** Resolves once the body is on disk. Rejects with `NotStoredError`. */
  accept(body: VerifiedBody): Promise<void>
  /** The challenge to echo, or undefined: refuse. */
  handshake(query: HandshakeQuery): string | undefined
  /** Counts answers since the start, by result. */
  readonly results: Record<DeliveryResult, number>
  /** The last group of deliveries that came in was not stored, or not in time. */
  hasFailedToStore(): boolean
  /** Resolves when everything accepted is stored. */
  stop(): Promise<void>
}

export function createIntake({ database, appSecret, verifyToken, onFailure }: IntakeOptions): WebhookDoor {
  const wake = createWake(database, onFailure)
  const groups = createGroupCommit({ pool: database.pool, onStored: wake, onFailure })
  return {
    verify: (body, signature) => verify(body, signature, appSecret),
    accept: (body) => groups.store({ digest: hash('sha256', body, 'buffer'), lane: laneOf(body), body }),
    handshake: (query) => answerHandshake(query, verifyToken),
    results: {
      stored: 0,
      'not-genuine': 0,
      'not-stored': 0,
      'too-large': 0,
      unsupported: 0,
      incomplete: 0,
      'crowded-out': 0,
      misdirected: 0,
    },
    hasFailedToStore: groups.hasFailed,
    stop: () => groups.drain(),
  }
}

const WAKE_EVERY_MS = 20
/** Where so many came since the last time, readers are at work and look again by themselves. */
const CROWD = 16
const WAKE_IN_CROWD_MS = 80

/**
 * Tells the readers, at once and then at most every 20 ms, in a crowd every 80: a NOTIFY with each commit would make commits wait for each
 * other on PostgreSQL's one notification lock.
 */
function createWake({ pool }: Pick<Database, 'pool'>, onFailure: (error: unknown) => void): (stored: number) => void {
  let isResting = false
  let untold = 0

  function tell(): void {
    const restMs = untold < CROWD ? WAKE_EVERY_MS : WAKE_IN_CROWD_MS
    untold = 0
    isResting = true
    wakeReaders(pool)
      .catch(onFailure)
      .finally(() => setTimeout(endRest, restMs))
      .catch(onFailure)
  }

  function endRest(): void {
    isResting = false
    if (untold > 0) {
      tell()
    }
  }

  return (stored) => {
    untold += stored
    if (!isResting) {
      tell()
    }
  }
}
