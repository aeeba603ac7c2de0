import { LinkifyIt } from 'linkify-it'
import { withoutTurns } from '../../ui/isolated.ts'

export type TextPiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }

// Guessing at bare names would make links of "ready.it" where a space after a full stop is missing. Whoever writes "www." means one.
const WWW = 'www.'
const finder = new LinkifyIt({ fuzzyEmail: false })
  .add('ftp:', null)
  .add('mailto:', null)
  .add('//', null)
  .add(WWW, {
    validate: (text, at, self) => {
      const whole = `http://${WWW}${text.slice(at, at + LONGEST)}`
      return Math.max(0, (self.matchAtStart(whole)?.lastIndex ?? 0) - `http://${WWW}`.length)
    },
    normalize: (match) => {
      match.url = `http://${match.url}`
    },
  })

/** Longer than any browser opens. */
const LONGEST = 4000

/** A text in pieces, of which those are links that lead to the web. Put together, the pieces are the text, but for hosts that hide who they are. */
export function linksIn(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = []
  let end = 0
  for (const { index, lastIndex, raw, url } of finder.match(text) ?? []) {
    const link = isBeforeAt(raw, text.slice(lastIndex, lastIndex + LONGEST)) ? undefined : linkOf(raw, url)
    if (link !== undefined) {
      pieces.push(...textPiece(text.slice(end, index)), link)
      end = lastIndex
    }
  }
  return [...pieces, ...textPiece(text.slice(end))]
}

function textPiece(text: string): TextPiece[] {
  return text === '' ? [] : [{ kind: 'text', text }]
}

/** In "https://facebook.com@evil.example" the first name is nobody's address: it only looks like one. */
function isBeforeAt(raw: string, rest: string): boolean {
  return /^(?:https?:\/\/)?[^/?#]*$/iu.test(raw) && /^[^\s/?#]*@/u.test(rest)
}

function linkOf(raw: string, url: string): TextPiece | undefined {
  const parsed = URL.parse(url)
  if (parsed === null || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')) {
    return undefined
  }
  // Letters that are turned could show another address than the one that opens.
  const text = withoutTurns(raw) !== raw || !showsItsHost(raw) ? parsed.href : raw
  return { kind: 'link', text, href: parsed.href }
}

/** Letters of western and central Europe that no other letter is mistaken for. */
const PLAIN = /^[a-z0-9\-à-öø-ÿā-İĳ-ķĺ-ľŁ-ňŊ-žșț]*$/u
/** Scripts that have letters which look like Latin ones. */
const LOOKS_LATIN = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Lisu}]/u
const LATIN = /\p{Script=Latin}/u

/**
 * Whether the host may stand as it was written. A label that mixes scripts, or a foreign one that could be read as Latin
 * under a Latin ending, is shown in the form that DNS has for it (xn--…), as browsers do.
 */
function showsItsHost(raw: string): boolean {
  const host = /^(?:https?:\/\/)?([^/?#]*)/iu.exec(raw)?.[1]?.toLowerCase() ?? ''
  const labels = host.replace(/:\d+$/u, '').split('.')
  const isForeignEnding = !LATIN.test(labels.at(-1) ?? '')
  return labels.every((label) => PLAIN.test(label) || (!LATIN.test(label) && (isForeignEnding || !LOOKS_LATIN.test(label))))
}
