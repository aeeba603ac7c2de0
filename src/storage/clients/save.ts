import { sql } from 'kysely'
import type { ClientId, ConversationId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from '../database.ts'
import { storableText } from '../storable.ts'

export type ClientKey = { readonly workspaceId: WorkspaceId; readonly clientId: ClientId }

export type OwnChange = {
  readonly note?: string
  readonly phone?: string | null
  readonly email?: string | null
  /** What a colleague wrote stays, whatever the channel tells; `written` is undefined for what the channel told. */
  readonly name?: { readonly text: string | null; readonly written: { readonly by: UserId; readonly at: Date } | undefined }
}

export async function saveClient(tx: Tx, { workspaceId, clientId }: ClientKey, { name, ...plain }: OwnChange): Promise<void> {
  const named = name && {
    name: name.text === null ? null : storableText(name.text),
    name_written_by: name.written?.by ?? null,
    name_written_at: name.written?.at ?? null,
  }
  await tx
    .updateTable('clients')
    .set({ ...plain, ...named })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', clientId)
    .execute()
}

/** Being VIP keeps since when. It is the person's: taken away, it is from all that joined the living client, too. */
export async function saveVip(tx: Tx, { workspaceId, clientId }: ClientKey, since: Date | undefined): Promise<void> {
  await (since
    ? tx.updateTable('clients').set({ vip_since: since }).where('workspace_id', '=', workspaceId).where('id', '=', clientId).execute()
    : sql`update clients set vip_since = null
           where workspace_id = ${workspaceId} and (id = ${clientId} or merged_into = ${clientId}) and vip_since is not null`.execute(tx))
}

/** With the client itself, whatever joined it aside. */
export async function conversationsOfClient(db: Db, workspaceId: WorkspaceId, clientId: ClientId): Promise<ConversationId[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('client_id', '=', clientId)
    .execute()
  return rows.map((row) => row.id as ConversationId)
}
