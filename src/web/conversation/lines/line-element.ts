const BEFORE_ID = 'line-'

/** The element of a line, by which it is found when a quote leads there. */
export function lineElementId(lineId: string): string {
  return `${BEFORE_ID}${lineId}`
}

/** The line that an address leads to by the part behind its `#`. */
export function lineIdIn(hash: string): string | undefined {
  return hash.startsWith(BEFORE_ID) ? hash.slice(BEFORE_ID.length) : undefined
}
