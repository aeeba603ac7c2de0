import { sql } from 'kysely'
import type { UserId, WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from './database.ts'

/** One command of one person: the same key of another person is another command. */
export type CommandKey = { readonly workspaceId: WorkspaceId; readonly userId: UserId; readonly key: string }

/** Holds the command until the transaction ends; false: another transaction holds it now. */
export async function holdCommand(tx: Tx, { workspaceId, userId, key }: CommandKey): Promise<boolean> {
  const name = `${workspaceId}/${userId}/${key}`
  const { rows } = await sql<{ isHeld: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as "isHeld"`.execute(tx)
  return rows[0]?.isHeld ?? false
}

export async function findCommand(
  tx: Tx,
  { workspaceId, userId, key }: CommandKey,
): Promise<{ digest: Buffer; answer: unknown } | undefined> {
  const row = await tx
    .selectFrom('idempotency_keys')
    .select(['request_digest', 'answer_body'])
    .where('workspace_id', '=', workspaceId)
    .where('user_id', '=', userId)
    .where('key', '=', key)
    .executeTakeFirst()
  return row && { digest: row.request_digest, answer: row.answer_body }
}

type DoneCommand = CommandKey & { readonly digest: Buffer; readonly answer: unknown; readonly at: Date }

export async function keepCommand(tx: Tx, { workspaceId, userId, key, digest, answer, at }: DoneCommand): Promise<void> {
  await tx
    .insertInto('idempotency_keys')
    .values({
      workspace_id: workspaceId,
      user_id: userId,
      key,
      request_digest: digest,
      answer_body: JSON.stringify(answer),
      created_at: at,
    })
    .execute()
}

export async function deleteCommandsBefore(db: Db, at: Date): Promise<void> {
  await db.deleteFrom('idempotency_keys').where('created_at', '<', at).execute()
}
