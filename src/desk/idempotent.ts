import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { DeskError } from '#domain/errors.ts'
import type { Actor, Desk } from './desk.ts'
import { transact } from './transact.ts'

export type Command = { readonly key: string; readonly request: unknown }

/**
 * Does a command once per key: the key's row and the action are one transaction, so after a crash either both are there
 * or neither. The same key again gives the same answer; while the first still runs, `request-in-progress`; with another
 * request, `idempotency-key-reused`. The action must answer with JSON.
 */
export function idempotent<T>(desk: Desk, actor: Actor, command: Command & { readonly act: (desk: Desk) => Promise<T> }): Promise<T> {
  const digest = createHash('sha256').update(JSON.stringify(command.request)).digest()
  return transact(desk, async (tx) => {
    const name = `${actor.workspaceId}/${actor.userId}/${command.key}`
    const lock = await sql<{ isFree: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as "isFree"`.execute(tx)
    if (!lock.rows[0]?.isFree) {
      throw new DeskError('request-in-progress', 'The same command is still running. Ask again in a moment.')
    }
    const earlier = await tx
      .selectFrom('idempotency_keys')
      .select(['request_digest', 'answer_body'])
      .where('workspace_id', '=', actor.workspaceId)
      .where('user_id', '=', actor.userId)
      .where('key', '=', command.key)
      .executeTakeFirst()
    if (earlier) {
      return repeat<T>(earlier, digest)
    }
    const answer = await command.act({ ...desk, db: tx })
    await tx
      .insertInto('idempotency_keys')
      .values({
        workspace_id: actor.workspaceId,
        user_id: actor.userId,
        key: command.key,
        request_digest: digest,
        answer_body: JSON.stringify(answer),
        created_at: desk.now(),
      })
      .execute()
    return answer
  })
}

function repeat<T>(earlier: { request_digest: Buffer; answer_body: unknown }, digest: Buffer): T {
  if (!earlier.request_digest.equals(digest)) {
    throw new DeskError('idempotency-key-reused', 'This Idempotency-Key was used for another request. Send a new one.')
  }
  return earlier.answer_body as T
}
