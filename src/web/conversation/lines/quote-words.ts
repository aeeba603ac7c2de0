import { summaryOf, summaryWords } from '../parts/summary-words.ts'
import { authorPrefix } from './author-words.ts'
import type { MessageLine } from './line-of.ts'

export type Quoted = NonNullable<MessageLine['quote']>

type QuoteWords = { readonly lineId: string; readonly by: string; readonly words: string }

type Names = { readonly client: string; readonly userId: string }

/** A message that is answered, in one line: who said what. Undefined: this desk has not got it. */
export function quoteWords({ lineId, author, text, parts }: Quoted, { client, userId }: Names): QuoteWords | undefined {
  if (lineId === null) {
    return undefined
  }
  const came = summaryWords(summaryOf(parts), text)
    .filter(({ isAside }) => text === '' || !isAside)
    .map(({ words }) => words)
    .join(', ')
  const said = [came, text].filter((part) => part !== '').join(': ')
  const by = author === null || author.kind === 'client' ? client : authorPrefix(author, userId)
  return { lineId, by, words: said === '' ? 'A message without words' : said }
}
