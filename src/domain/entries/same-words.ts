/** Whether two texts say the same: channels give back what was said with its white space trimmed or folded. */
export function isSameWords(one: string, other: string): boolean {
  return folded(one) === folded(other)
}

function folded(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim()
}
