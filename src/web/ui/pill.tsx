import type { ReactNode } from 'react'

export type Tone = 'plain' | 'ok' | 'warn' | 'bad' | 'info'

/** A state in a glyph and a word, never by colour alone. */
export function Pill({
  tone = 'plain',
  icon,
  children,
}: {
  readonly tone?: Tone
  readonly icon?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <span className="pill" data-tone={tone}>
      {icon}
      {children}
    </span>
  )
}
