/** The element of a line, by which it is found when a quote leads there. */
export function lineElementId(lineId: string): string {
  return `line-${lineId}`
}
