/** One text of an address; the router reads numbers as numbers, so 190 comes as one. */
export function textInAddress<Name extends string>(search: Record<string, unknown>, name: Name): Partial<Record<Name, string>> {
  const value = search[name]
  return typeof value === 'string' || typeof value === 'number' ? ({ [name]: String(value) } as Partial<Record<Name, string>>) : {}
}

/** One of a few words of an address; any other is as none. */
export function wordInAddress<Name extends string, Word extends string>(
  search: Record<string, unknown>,
  name: Name,
  words: readonly Word[],
): Partial<Record<Name, Word>> {
  const word = words.find((each) => each === search[name])
  return word === undefined ? {} : ({ [name]: word } as Partial<Record<Name, Word>>)
}
