import { readJson } from '../kept/read-json.ts'
import { keptBeside } from './kept-beside.ts'

/** The message that one replies to, in one line. */
export type Quoting = { readonly lineId: string; readonly by: string; readonly words: string }

function readQuote(item: string | undefined): Quoting | undefined {
  const { lineId, by, words } = Object(readJson(item)) as Readonly<Record<string, unknown>>
  return typeof lineId === 'string' && typeof by === 'string' && typeof words === 'string' ? { lineId, by, words } : undefined
}

export const keptQuotes = keptBeside('pagedesk-quote', readQuote)
