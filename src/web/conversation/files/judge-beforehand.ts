import { fileVerdict, type FileRule, type SentKind } from '#domain/files/outgoing-file.ts'
import { emptyWords, refusalWords } from '#domain/files/rule-words.ts'

type Beforehand = {
  readonly what: SentKind
  /** Why it need not be uploaded at all. */
  readonly refusal: string | undefined
}

/** What a file is, and whether it can be sent there, by what the browser says of it; what it is indeed the desk tells. */
export function judgeBeforehand(rule: FileRule, file: Pick<File, 'name' | 'type' | 'size'>): Beforehand {
  const verdict = fileVerdict(rule, file)
  if (verdict.kind !== 'fits') {
    return { what: 'what' in verdict ? verdict.what : 'file', refusal: refusalWords(rule, verdict, file) }
  }
  return { what: verdict.what, refusal: file.size === 0 ? emptyWords(file.name) : undefined }
}
