/** Text that is already safe HTML. Only `html` makes one. */
export type Html = { readonly safe: string }

type Piece = Html | string | number | undefined | false | readonly Html[]

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** A template whose values are escaped, unless they are `Html` themselves. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return { safe: strings.map((string, index) => string + shown(pieces[index])).join('') }
}

function shown(piece: Piece): string {
  if (piece === undefined || piece === false) {
    return ''
  }
  if (typeof piece === 'object') {
    return 'safe' in piece ? piece.safe : piece.map(({ safe }) => safe).join('')
  }
  return String(piece).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
