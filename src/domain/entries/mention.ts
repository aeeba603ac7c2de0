/** Somebody named in a text, so that the channel tells them: where their name stands there, in UTF-16 units, and the channel's id of them. */
export type Mention = { readonly externalId: string; readonly offset: number; readonly length: number }

/** A text, and who is named in it. */
export type Words = { readonly text: string; readonly mentions?: readonly Mention[] | undefined }

/** Somebody as the channel knows and calls them. */
export type Named = { readonly externalId: string; readonly name: string }

/** Words that begin with somebody's name; without a text they are the name. */
export function addressedTo({ externalId, name }: Named, text: string): Words {
  return { text: `${name} ${text}`.trim(), mentions: [{ externalId, offset: 0, length: name.length }] }
}

/** The words as a channel takes them: in the place of each name its id (Comments and @mentions, Pages API, 2026-04). */
export function taggedText(words: Words): string {
  return replaced(words, ({ externalId }) => tagOf(externalId))
}

/** The words with the same mark for each name: told alike, whatever the channel calls somebody. */
export function maskedText(words: Words): string {
  return replaced(words, () => MARK).replaceAll(TAG, MARK)
}

/** How many characters to name somebody takes, with the space behind: as it is sent or as it is shown, whichever is more. */
export function mentionLength({ externalId, name }: Named): number {
  return Math.max(name.length, tagOf(externalId).length) + 1
}

/** Those of the names in the words before that stand at the same places in the new text, and are not the beginning of another name. */
export function mentionsKept(before: Words, text: string): readonly Mention[] {
  const kept = before.mentions ?? []
  return kept.filter(({ offset, length }) => {
    const end = offset + length
    return text.slice(offset, end) === before.text.slice(offset, end) && !GOES_ON.test(text.slice(end))
  })
}

/** What a channel would take for somebody's name in this text, as it stands there. */
export function tagsIn(text: string): readonly string[] {
  return text.match(TAG) ?? []
}

const GOES_ON = /^[\p{L}\p{N}]/u
const MARK = '\uFFFC'
const TAG = /@\[\d+(?::[^\]]*)?\]/gu

function tagOf(externalId: string): string {
  return `@[${externalId}]`
}

function replaced({ text, mentions = [] }: Words, by: (mention: Mention) => string): string {
  let [made, at] = ['', 0]
  for (const mention of mentions.toSorted((one, other) => one.offset - other.offset)) {
    made += text.slice(at, mention.offset) + by(mention)
    at = mention.offset + mention.length
  }
  return made + text.slice(at)
}
