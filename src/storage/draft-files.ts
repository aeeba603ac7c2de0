import { sql } from 'kysely'
import type { Tx } from './database.ts'
import { lockDraft, type DraftKey } from './drafts.ts'

type Place = Omit<DraftKey, 'mode'>

/**
 * Counts anew what somebody brought for a reply there and has not sent. Answers whether it is another number; where it is more, that is what was begun last. Locked before it is
 * counted: what is brought at once is counted by whoever comes last.
 */
export async function countFiles(tx: Tx, { workspaceId, ticketId, userId, threadId }: Place, at: Date): Promise<boolean> {
  await lockDraft(tx, { workspaceId, ticketId, userId, threadId, mode: 'reply' }, at)
  const { rows } = await sql`
    with brought as (
      select count(*)::integer as count from attachments a
       where a.workspace_id = ${workspaceId} and a.meant_for = ${ticketId} and a.uploaded_by = ${userId} and a.meant_thread is not distinct from ${threadId ?? null}
    )
    update drafts d set file_count = brought.count, saved_at = case when brought.count > d.file_count then ${at} else d.saved_at end
      from brought
     where d.workspace_id = ${workspaceId} and d.ticket_id = ${ticketId} and d.user_id = ${userId} and d.mode = 'reply' and d.thread = ${threadId ?? ''}
       and d.file_count <> brought.count
    returning d.file_count`.execute(tx)
  return rows.length > 0
}
