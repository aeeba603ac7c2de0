import { createHash } from 'node:crypto'
import { DeskError } from '#domain/errors.ts'
import { findCommand, holdCommand, keepCommand } from '#storage/commands.ts'
import { machineTime } from './desk-clock.ts'
import type { Actor, Desk } from './desk.ts'
import { joining, transact } from './transact.ts'

export type Command<T> = {
  /** The Idempotency-Key header. */
  readonly key: string
  /** What was asked, as JSON: the same key with something else is refused. */
  readonly request: unknown
  /** Answers with what it made, as JSON that a later version can read: ids, not their presentation. */
  readonly act: (desk: Desk) => Promise<T>
}

/**
 * Does a command once per key: the key's row and the action are one transaction, so after a crash either both are there
 * or neither. The same key again gives the same answer; while the first still runs, `request-in-progress`; with another
 * request, `idempotency-key-reused`.
 */
export function idempotent<T>(desk: Desk, actor: Actor, { key, request, act }: Command<T>): Promise<T> {
  const digest = createHash('sha256').update(JSON.stringify(request)).digest()
  const command = { workspaceId: actor.workspaceId, userId: actor.userId, key }
  return transact(desk, async (tx) => {
    if (!(await holdCommand(tx, command))) {
      throw new DeskError('request-in-progress', 'The same command is still running. Ask again in a moment.')
    }
    const earlier = await findCommand(tx, command)
    if (earlier && !earlier.digest.equals(digest)) {
      throw new DeskError('idempotency-key-reused', 'This Idempotency-Key was used for another request. Send a new one.')
    }
    if (earlier) {
      return earlier.answer as T
    }
    const answer = await act(joining(tx, desk))
    await keepCommand(tx, { ...command, digest, answer, at: machineTime(desk) })
    return answer
  })
}
