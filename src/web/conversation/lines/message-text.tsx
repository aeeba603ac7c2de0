import { useMemo } from 'react'
import { linksIn } from './links-in.ts'
import { namesIn, type Place } from './names-in.ts'

const LONG = 64
const HEAD = 40
const TAIL = 16

type TextProps = {
  readonly text: string
  /** Where somebody is named in it. */
  readonly mentions?: readonly Place[]
}

/** Words as they were written; who is named stands out, and what leads to the web can be opened. Never markup: each piece is text to React. */
export function MessageText({ text, mentions = NOBODY }: TextProps) {
  const pieces = useMemo(() => namesIn(text, mentions), [text, mentions])
  return pieces.map((piece, index) => (piece.kind === 'name' ? <b key={index}>{piece.text}</b> : <Linked key={index} text={piece.text} />))
}

const NOBODY: readonly Place[] = []

function Linked({ text }: Pick<TextProps, 'text'>) {
  const pieces = useMemo(() => linksIn(text), [text])
  return pieces.map((piece, index) =>
    piece.kind === 'text' ? (
      piece.text
    ) : (
      <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer nofollow" title={piece.href}>
        <LinkWords text={piece.text} />
      </a>
    ),
  )
}

/** A long address is cut in its middle: both the host and the end tell something. What is copied is the whole. */
function LinkWords({ text }: { readonly text: string }) {
  const signs = Array.from(text)
  if (signs.length <= LONG) {
    return text
  }
  return (
    <>
      {signs.slice(0, HEAD).join('')}
      <span className="cut">{signs.slice(HEAD, -TAIL).join('')}</span>
      {signs.slice(-TAIL).join('')}
    </>
  )
}
