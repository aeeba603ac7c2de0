import { IconLock } from '@tabler/icons-react'
import type { CSSProperties } from 'react'

/** open > 6 h · soon 6–1 h · last < 1 h · closed. */
export type WindowLevel = 'open' | 'soon' | 'last' | 'closed'

type WindowChipProps = {
  readonly level: WindowLevel
  readonly label: string
  /** The share of the window that is left, 0 to 1. */
  readonly share: number
  /** The sentence for hover. */
  readonly title?: string
}

/** How much of a window is left, as a ring that drains, with its words. */
export function WindowChip({ level, label, share, title }: WindowChipProps) {
  return (
    <span className="win" data-level={level} title={title}>
      <WindowGlyph level={level} share={share} />
      <span>{label}</span>
    </span>
  )
}

function WindowGlyph({ level, share }: { readonly level: WindowLevel; readonly share: number }) {
  if (level === 'closed') {
    return <IconLock size={14} aria-hidden="true" />
  }
  return <span className="dial" style={{ '--left': share.toFixed(3) } as CSSProperties} aria-hidden="true" />
}
