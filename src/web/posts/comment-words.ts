import { authorHeading } from '../conversation/lines/author-words.ts'
import type { MessageLine } from '../conversation/lines/line-of.ts'

/** Whose words they are. Of ours the Page speaks. */
export function writtenBy({ author }: Pick<MessageLine, 'author'>, page: string): string {
  return author.kind === 'client' ? (author.name ?? 'Unknown person') : page
}

/** The same with the colleague who wrote it, or where else it was written: "Lindqvist Cycles · Maja Holm". */
export function headingOf({ author }: Pick<MessageLine, 'author'>, page: string): string {
  return author.kind === 'client' ? (author.name ?? 'Unknown person') : `${page} · ${authorHeading(author)}`
}
