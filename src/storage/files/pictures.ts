import { sql, type RawBuilder } from 'kysely'
import type { AttachmentId } from '#domain/ids.ts'

/** The copy of a picture of somebody. `version`: another one, another picture. */
export type KeptPicture = { readonly id: AttachmentId; readonly version: string }

/** Within a query: what is told of the kept picture `p`. */
export const PICTURE_COPY = sql<KeptPicture>`json_build_object('id', p.id, 'version', left(p.file, 8))`

/** Within a query: the kept picture of the client, or the channel, that a row of it names; null where there is none. */
export function keptPicture(
  owner: 'client_id' | 'channel_id',
  row: { readonly workspaceId: string; readonly id: string },
): RawBuilder<KeptPicture | null> {
  return sql<KeptPicture | null>`(select ${PICTURE_COPY} from attachments p
    where p.workspace_id = ${sql.ref(row.workspaceId)} and p.${sql.ref(owner)} = ${sql.ref(row.id)} and p.file is not null)`
}
