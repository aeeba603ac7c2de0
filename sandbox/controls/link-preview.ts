import type { MessageAttachment } from '../world/messenger/thread.ts'

const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>"]+/i
/** What ends a sentence is no part of the address before it. */
const AFTER_IT = /[.,;:!?'’”)\]}…]+$/

/**
 * What Messenger adds to a text that holds an address: a `fallback` with the address and a title (Messenger Platform docs, messages
 * event, 2026-06; `text` stays). Facebook reads the title from the page; here nothing is fetched, and the host stands in for it.
 */
export function previewOf(text: string): MessageAttachment | undefined {
  const found = ADDRESS.exec(text)?.[0].replace(AFTER_IT, '')
  const url = found?.toLowerCase().startsWith('www.') === true ? `http://${found}` : found
  return url !== undefined && URL.canParse(url) ? { type: 'fallback', payload: { url, title: new URL(url).hostname } } : undefined
}
