import { readJson } from '../kept/read-json.ts'
import { keptBeside } from './kept-beside.ts'

/** Somebody whom an answer can mention: by which line, as what they are called, and how much of the text that takes. */
export type Mentionable = { readonly lineId: string; readonly name: string; readonly length: number }

function readMention(item: string | undefined): Mentionable | undefined {
  const { lineId, name, length } = Object(readJson(item)) as Readonly<Record<string, unknown>>
  return typeof lineId === 'string' && typeof name === 'string' && typeof length === 'number' ? { lineId, name, length } : undefined
}

export const keptMentions = keptBeside('pagedesk-mention', readMention)
