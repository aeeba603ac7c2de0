/** The text with something put where the caret stands, in place of what is marked, and where the caret stands then. */
export function insertAtCaret(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  inserted: string,
): { readonly text: string; readonly caret: number } {
  return { text: text.slice(0, start) + inserted + text.slice(end), caret: start + inserted.length }
}
