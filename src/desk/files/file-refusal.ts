import { DeskError } from '#domain/errors.ts'
import type { FileRule, FileVerdict } from '#domain/files/outgoing-file.ts'

type Reason = Exclude<FileVerdict, 'fits'> | 'empty' | 'broken' | 'too-many-pixels'

/** Why a file cannot be sent there, in words, with what can. */
export function fileRefusal(reason: Reason, { types, maxBytes }: FileRule): DeskError {
  return new DeskError('file-refused', wordsOf(reason, `${listOf(Object.values(types))}, up to ${maxBytes / 1_000_000} MB`), {
    detail: { reason, types: Object.keys(types), maxBytes },
  })
}

function wordsOf(reason: Reason, taken: string): string {
  switch (reason) {
    case 'other-type':
      return `This file is of another kind than its name says, or of one that cannot be sent here. Facebook takes ${taken}.`
    case 'too-large':
      return `This file is too large. Facebook takes ${taken}.`
    case 'empty':
      return 'There is nothing in this file.'
    case 'broken':
      return 'This picture is broken: it cannot be read to its end. Save it anew and try again.'
    case 'too-many-pixels':
      return 'This picture has more pixels than can be shown safely. Make it smaller and try again.'
  }
}

function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`
}
