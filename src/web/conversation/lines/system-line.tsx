import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { clockTime, fullTime } from '../../ui/format-time.ts'

type SystemLineProps = { readonly glyph: Icon; readonly occurredAt: string; readonly children: ReactNode }

/** What was done, not said: small, grey, in the order of time. */
export function SystemLine({ glyph: Glyph, occurredAt, children }: SystemLineProps) {
  const at = new Date(occurredAt)
  return (
    <p className="sys" title={fullTime(at)}>
      <Glyph size={16} aria-hidden="true" />
      <span>
        {children} · {clockTime(at)}
      </span>
    </p>
  )
}

/** Who did it. */
export function Actor({ name }: { readonly name: string | null }) {
  return <b dir="auto">{name ?? 'Pagedesk'}</b>
}
