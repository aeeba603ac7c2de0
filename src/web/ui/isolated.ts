const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/**
 * Somebody else's text for a place without markup, such as the window's title: its letters keep their own direction and
 * cannot turn the words around them. On a page `<bdi>` does this.
 */
export function isolated(text: string): string {
  return `\u2068${withoutTurns(text)}\u2069`
}

/** Without the controls that turn the direction of letters. */
export function withoutTurns(text: string): string {
  return text.replaceAll(TURNS, '')
}
