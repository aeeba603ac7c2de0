/** One text of an address; the router reads numbers as numbers, so 190 comes as one. */
export function textInAddress<Name extends string>(search: Record<string, unknown>, name: Name): Partial<Record<Name, string>> {
  const value = search[name]
  return typeof value === 'string' || typeof value === 'number' ? ({ [name]: String(value) } as Partial<Record<Name, string>>) : {}
}
