import type { FileKind, Part } from './part.ts'

/** What a message holds beside its words, in short: each kind once, in the order in which they came. `name`: the first one's. */
export type Summary = readonly SummaryItem[]
type SummaryItem = { readonly what: SummaryWord; readonly count: number; readonly name: string | undefined }
type SummaryWord = FileKind | 'post' | 'reel' | Exclude<Part['kind'], 'file' | 'shared'>

/** As much of a part as one line of it takes. */
export type PartInShort = {
  readonly kind: Part['kind']
  readonly what?: string | null | undefined
  readonly name?: string | null | undefined
  readonly title?: string | null | undefined
  /** Cards are called as the first of them is. */
  readonly cards?: readonly { readonly title?: string | undefined }[] | undefined
}

export function summaryOf(parts: readonly PartInShort[]): Summary {
  const items = new Map<SummaryWord, SummaryItem>()
  for (const part of parts) {
    const what = wordOf(part)
    const before = items.get(what)
    const name = before ? before.name : (part.name ?? part.title ?? part.cards?.[0]?.title)
    items.set(what, { what, count: (before?.count ?? 0) + 1, name })
  }
  return [...items.values()]
}

/** What is shared, and what kind of file it is, stands in `what`. */
function wordOf({ kind, what }: PartInShort): SummaryWord {
  return kind === 'file' || kind === 'shared' ? ((what ?? 'file') as SummaryWord) : kind
}
