/** New words for what was said, by the moment (ISO 8601) in which its author set them. */
export type Edits = Readonly<Record<string, string>>

/** The edits after one more. Of two that are told of one moment the greater text stands, so that arrival decides nothing. */
export function withEdit(edits: Edits, at: Date, text: string): Edits {
  const moment = at.toISOString()
  const there = edits[moment]
  return there !== undefined && there >= text ? edits : { ...edits, [moment]: text }
}

/** All that was told of either; the same object comes back where `others` has nothing new. */
export function joinEdits(edits: Edits, others: Edits): Edits {
  return Object.entries(others).reduce((joined, [moment, text]) => withEdit(joined, new Date(moment), text), edits)
}

/** The words that stand now; undefined where they were never edited. */
export function editedText(edits: Edits): string | undefined {
  const latest = Object.keys(edits).toSorted().at(-1)
  return latest === undefined ? undefined : edits[latest]
}

type Edited = { readonly content: { readonly value: { readonly text: string }; readonly at: Date } | undefined; readonly edits: Edits }

export type Version = { readonly text: string; readonly at: Date }

/** What it said one after the other, oldest first; empty where it was never edited. An edit that is told again is no other version. */
export function versionsOf({ content, edits }: Edited): Version[] {
  const moments = Object.keys(edits).toSorted()
  const said = content ? [{ text: content.value.text, at: content.at }] : []
  const versions = [...said, ...moments.map((moment) => ({ text: edits[moment] ?? '', at: new Date(moment) }))]
  const distinct = versions.filter(({ text }, index) => index === 0 || text !== versions[index - 1]?.text)
  return distinct.length > 1 ? distinct : []
}
