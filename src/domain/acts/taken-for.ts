import { isSameWords } from '../entries/same-words.ts'
import type { OutgoingFile } from '../files/outgoing-file.ts'
import type { Act } from './act.ts'

/**
 * Whether what one act says can be taken for what the other says, where a channel tells words, and of files how many they are, what each is, and the names
 * of those that are saved. Those that say the very same need not be told apart.
 */
export function canBeTakenFor(one: Act, other: Act): boolean {
  if (one.kind !== 'say' || other.kind !== 'say' || !isSameWords(one, other)) {
    return false
  }
  const [files, others] = [one.files ?? [], other.files ?? []]
  const pairs = files.flatMap((file, place) => {
    const beside = others[place]
    return beside ? [[file, beside] as const] : []
  })
  const areAlike = files.length === others.length && pairs.every(([file, beside]) => shownAs(file) === shownAs(beside))
  return areAlike && pairs.some(([file, beside]) => file.digest !== beside.digest)
}

/** Films and sounds are not always told apart. */
function shownAs({ what, name }: OutgoingFile): string {
  switch (what) {
    case 'picture':
      return what
    case 'video':
    case 'audio':
      return 'played'
    case 'file':
      return `file ${name ?? ''}`
  }
}
