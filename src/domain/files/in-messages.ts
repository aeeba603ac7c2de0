import type { SentKind } from './outgoing-file.ts'

/** Files as the messages in which they go, in their order: pictures that follow each other are one message, anything else is one by itself. */
export function inMessages<Each extends { readonly file: { readonly what: SentKind } }>(files: readonly Each[]): Each[][] {
  const messages: Each[][] = []
  for (const each of files) {
    const last = messages.at(-1)
    if (each.file.what === 'picture' && last?.[0]?.file.what === 'picture') {
      last.push(each)
    } else {
      messages.push([each])
    }
  }
  return messages
}
