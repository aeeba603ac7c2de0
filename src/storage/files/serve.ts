import { sql } from 'kysely'
import type { AttachmentId, UserId, WorkspaceId } from '#domain/ids.ts'
import type { Db } from '../database.ts'
import { prepared } from '../prepared.ts'
import { ATTACHMENT, attachmentOf, type Attachment, type AttachmentRow } from './attachment-row.ts'

/** An attachment as somebody asks for it. */
export type AskedAttachment = Attachment & {
  /** Its author took the message back. */
  readonly isTakenBack: boolean
}

type Asker = { readonly workspaceId: WorkspaceId; readonly userId: UserId }

/** A file that is uploaded and not sent is there for whoever uploaded it. */
export async function findAttachment(db: Db, { workspaceId, userId }: Asker, id: AttachmentId): Promise<AskedAttachment | undefined> {
  const { rows } = await sql<AttachmentRow & { readonly taken_back: boolean }>`${prepared}
    select ${ATTACHMENT}, e.removed_at is not null as taken_back from attachments a
      left join files f on f.workspace_id = a.workspace_id and f.digest = a.file
      left join entries e on e.workspace_id = a.workspace_id and e.id = a.entry_id
     where a.workspace_id = ${workspaceId} and a.id = ${id} and (a.uploaded_by is null or a.uploaded_by = ${userId})`.execute(db)
  const [row] = rows
  return row && { ...attachmentOf(row), isTakenBack: row.taken_back }
}
