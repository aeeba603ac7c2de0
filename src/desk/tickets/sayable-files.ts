import { REACH, type SubjectKind } from '#domain/conversations/subject.ts'
import type { Part } from '#domain/entries/part.ts'
import { DeskError } from '#domain/errors.ts'
import { fileVerdict, type FileRule, type OutgoingFile } from '#domain/files/outgoing-file.ts'
import type { AttachmentId } from '#domain/ids.ts'
import type { Tx } from '#storage/database.ts'
import type { Attachment } from '#storage/files/attachment-row.ts'
import { lockUploads } from '#storage/files/uploads.ts'
import type { Actor } from '../desk.ts'
import { fileRefusal } from '../files/file-refusal.ts'

type Wanted = { readonly actor: Actor; readonly subject: SubjectKind; readonly ids: readonly AttachmentId[] }

/** Files as an act names them, and as the line shows them. */
type Sayable = { readonly files: readonly OutgoingFile[]; readonly parts: readonly Part[] }

/** Files that whoever answers has uploaded and not sent, if they may be said there: each was judged where it was uploaded, which may have been elsewhere. */
export async function sayableFiles(tx: Tx, { actor, subject, ids }: Wanted): Promise<Sayable> {
  if (ids.length === 0) {
    return { files: [], parts: [] }
  }
  const rule = REACH[subject].files
  if (!rule) {
    throw new Error('Files are to be said where there is no rule for them.')
  }
  if (ids.length > rule.atMost) {
    throw new DeskError(
      'conflict',
      rule.atMost === 1 ? 'Facebook takes one picture with a comment.' : `At most ${rule.atMost} files go with a reply.`,
    )
  }
  const uploads = await lockUploads(tx, actor, ids)
  if (uploads.length < new Set(ids).size || uploads.length !== ids.length) {
    throw new DeskError(
      'conflict',
      'A file of this reply is not there any more: it was sent already, or waited for more than a week. Add it again.',
    )
  }
  return {
    files: uploads.map((upload) => sayable(upload, rule)),
    parts: uploads.map(({ what, name }) => ({ kind: 'file', what, url: undefined, name })),
  }
}

function sayable({ id, what, file }: Attachment, rule: FileRule): OutgoingFile {
  if (!file) {
    throw new Error('A file that was uploaded is not kept.')
  }
  const { digest, variants } = file
  const [form, { type, size }] = variants.shown ? (['shown', variants.shown] as const) : (['original', file] as const)
  const verdict = fileVerdict(rule, { type, size })
  if (verdict !== 'fits') {
    throw fileRefusal(verdict, rule)
  }
  return { id, what, digest, form, type }
}
