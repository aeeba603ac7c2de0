import type { FacebookMessage } from '#test/connected-desk.ts'
import type { Spoken } from '../acts/read-lines.ts'
import { labelOf } from './files.ts'
import { offeredOnLine, shownOnPhone } from './offers.ts'
import { asUtility, isOfTemplate } from './templates.ts'

/** Of each file that was brought to the desk, by the desk's id of it. */
export type Labels = ReadonlyMap<string, string>

/** What a line says: its words and what it quotes, which files, and what can be tapped. */
export function contentOfLine(line: Spoken, labels: Labels): string {
  const { text, parts, quote } = line
  const files = parts.flatMap((part) => (part.part === 'file' ? [labels.get(part.id) ?? 'a file that nobody brought'] : []))
  const words = line.line === 'our-message' && line.mode === 'utility' ? asUtility(text) : text
  return answering(together([words, ...files, ...offeredOnLine(parts)]), quote?.text)
}

/** What a message says on a phone, told alike. */
export async function contentOnPhone(message: FacebookMessage, all: readonly FacebookMessage[]): Promise<string> {
  const { attachments, reply_to: mid } = message
  const files = await Promise.all(attachments.filter(({ type }) => type !== 'template').map(labelAt))
  const { words, offered } = shownOnPhone(message)
  const said = isOfTemplate(words) ? asUtility(words) : words
  return answering(together([said, ...files, ...offered]), all.find((each) => each.mid === mid)?.text)
}

async function labelAt({ url }: { readonly url: string }): Promise<string> {
  return labelOf(Buffer.from(await (await fetch(url)).arrayBuffer()))
}

function together(all: readonly string[]): string {
  return all.filter((each) => each !== '').join(' + ')
}

function answering(content: string, quoted: string | undefined): string {
  return quoted === undefined ? content : `${content} (in answer to ${quoted})`
}
