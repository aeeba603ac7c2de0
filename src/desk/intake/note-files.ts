import { filesOf } from '#domain/entries/part.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { forgetEarlierEdits, noteAttachments, type NotedAttachment } from '#storage/attachments.ts'
import type { Tx } from '#storage/database.ts'
import type { EntryDraft } from './room.ts'

/** Notes the files of what is said anew, and of what the last edit brought, to be fetched. What an earlier edit brought goes. */
export async function noteFiles(tx: Tx, workspaceId: WorkspaceId, drafts: readonly EntryDraft[]): Promise<void> {
  const edited = drafts.filter(isEditedAnew).map(({ now }) => ({ entryId: now.id, files: filesOf(now.entry.partsNow?.value ?? []) }))
  await forgetEarlierEdits(
    tx,
    workspaceId,
    edited.map(({ entryId, files }) => ({ entryId, positions: files.map(({ position }) => position) })),
  )
  await noteAttachments(tx, workspaceId, [
    ...drafts.flatMap(filesSaid),
    ...edited.flatMap(({ entryId, files }) => files.map((file) => ({ ...file, entryId, isOfEdit: true }))),
  ])
}

function isEditedAnew({ before, now }: EntryDraft): boolean {
  return now.entry.partsNow !== before?.entry.partsNow
}

function filesSaid({ before, now: { id: entryId, entry } }: EntryDraft): NotedAttachment[] {
  const content = entry.content?.value
  return content && content !== before?.entry.content?.value ? filesOf(content.parts).map((file) => ({ entryId, ...file })) : []
}
