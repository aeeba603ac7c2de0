import { REACH, type SubjectKind } from '#domain/conversations/subject.ts'
import type { Part } from '#domain/entries/part.ts'
import { DeskError } from '#domain/errors.ts'
import { fileVerdict, type FileRule, type OutgoingFile } from '#domain/files/outgoing-file.ts'
import { countWords } from '#domain/files/rule-words.ts'
import type { AttachmentId } from '#domain/ids.ts'
import type { Tx } from '#storage/database.ts'
import type { Attachment } from '#storage/files/attachment-row.ts'
import { lockUploads } from '#storage/files/uploads.ts'
import type { Actor } from '../desk.ts'
import { fileRefusal } from '../files/file-refusal.ts'

type Wanted = { readonly actor: Actor; readonly subject: SubjectKind; readonly ids: readonly AttachmentId[] }

/** A file as an act names it, and as the line shows it. */
export type Sayable = { readonly file: OutgoingFile; readonly part: Part }

/** Files that whoever answers has uploaded and not sent, if they may be said there: each was judged where it was uploaded, which may have been elsewhere. */
export async function sayableFiles(tx: Tx, { actor, subject, ids }: Wanted): Promise<Sayable[]> {
  if (ids.length === 0) {
    return []
  }
  const rule = REACH[subject].files
  if (!rule) {
    throw new Error('Files are to be said where there is no rule for them.')
  }
  if (ids.length > rule.atMost) {
    throw new DeskError('conflict', countWords(rule))
  }
  const uploads = await lockUploads(tx, actor, ids)
  if (uploads.length < new Set(ids).size || uploads.length !== ids.length) {
    throw new DeskError(
      'conflict',
      'A file of this reply is not there any more: it was sent already, or waited for more than a week. Add it again.',
    )
  }
  return uploads.map((upload) => sayable(upload, rule))
}

function sayable({ id, name, file }: Attachment, rule: FileRule): Sayable {
  if (!file) {
    throw new Error('A file that was uploaded is not kept.')
  }
  const { digest, variants } = file
  const [form, { type, size }] = variants.shown ? (['shown', variants.shown] as const) : (['original', file] as const)
  const verdict = fileVerdict(rule, { type, size, name })
  if (verdict.kind !== 'fits') {
    throw fileRefusal(verdict, rule, { name, size })
  }
  const { what } = verdict
  const called = name === undefined ? {} : { name }
  return { file: { id, what, digest, form, type, ...called }, part: { kind: 'file', what, url: undefined, name } }
}
