import { largestOf, type FileRule, type FileVerdict, type SentKind } from './outgoing-file.ts'

/** Which files can be sent, in words: "JPEG, PNG or GIF, up to 10 MB"; "Pictures up to 8 MB, other files up to 25 MB". */
export function ruleWords(rule: FileRule): string {
  const [first, ...others] = rule.kinds
  if (others.length > 0) {
    return `${PLURAL[first.what]} up to ${inMegabytes(first.maxBytes)}, other files up to ${inMegabytes(largestOf(rule))}`
  }
  const names = first.types === 'all-others' ? ['Files'] : [...new Set(Object.values(first.types))]
  return `${listOf(names)}, up to ${inMegabytes(first.maxBytes)}`
}

/** `size` is undefined where nobody waited for its end. */
type Sized = { readonly name?: string | undefined; readonly size: number | undefined }

/** Why a file cannot be sent there, in words that name it and what can be. */
export function refusalWords(rule: FileRule, refused: Exclude<FileVerdict, { readonly kind: 'fits' }>, { name, size }: Sized): string {
  const what = nameWords(name)
  switch (refused.kind) {
    case 'too-large':
      return `${what} is too large${size === undefined ? '' : `: ${inMegabytes(size)}`}. ${PLURAL[refused.what]} can have up to ${inMegabytes(refused.maxBytes)}.`
    case 'program':
      return `${what} is a program. Programs can’t be sent.`
    case 'other-type':
      return `${what} can’t be sent here. Facebook takes ${ruleWords(rule)}.`
  }
}

/** Why a file of no bytes is none. */
export function emptyWords(name: string | undefined): string {
  return `${nameWords(name)} is empty: there is nothing in it.`
}

/** How many can go with one reply. */
export function countWords({ atMost }: FileRule): string {
  return atMost === 1 ? 'One picture goes with a reply.' : `At most ${atMost} files go with a reply.`
}

/** A file in the middle of a sentence or at its head: called by its name where it has one. */
export function nameWords(name: string | undefined): string {
  return name === undefined || name === '' ? 'This file' : `“${name}”`
}

const PLURAL: Readonly<Record<SentKind, string>> = { picture: 'Pictures', video: 'Videos', audio: 'Sounds', file: 'Files' }

/** Rounded up to a tenth: what is too large never reads as if it fitted. */
function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / 100_000) / 10} MB`
}

function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`
}
