import { DeskError } from '#domain/errors.ts'
import { largestOf, type FileRule, type FileVerdict } from '#domain/files/outgoing-file.ts'
import { emptyWords, nameWords, refusalWords } from '#domain/files/rule-words.ts'

type Refused =
  | Exclude<FileVerdict, { readonly kind: 'fits' }>
  | { readonly kind: 'empty' }
  | { readonly kind: 'broken' }
  | { readonly kind: 'too-many-pixels' }
type Which = { readonly name: string | undefined; readonly size?: number | undefined }

/** Why a file cannot be sent there, in words that name it, with what can. */
export function fileRefusal(refused: Refused, rule: FileRule, which: Which): DeskError {
  const maxBytes = 'maxBytes' in refused ? refused.maxBytes : largestOf(rule)
  const types = rule.kinds.flatMap((kind) => (kind.types === 'all-others' ? [] : Object.keys(kind.types)))
  return new DeskError('file-refused', wordsOf(refused, rule, which), { detail: { reason: refused.kind, types, maxBytes } })
}

function wordsOf(refused: Refused, rule: FileRule, { name, size }: Which): string {
  const what = nameWords(name)
  switch (refused.kind) {
    case 'empty':
      return emptyWords(name)
    case 'broken':
      return `${what} is broken: it cannot be read to its end. Save it anew and try again.`
    case 'too-many-pixels':
      return `${what} has more pixels than can be shown safely. Make it smaller and try again.`
    case 'other-type':
      return `${what} is of another kind than its name says, or of one that cannot be sent here. ${refusalWords(rule, refused, { name, size })}`
    case 'too-large':
    case 'program':
      return refusalWords(rule, refused, { name, size })
  }
}
