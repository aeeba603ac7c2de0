import { IconCheck, IconLock, IconSpeakerphone, IconUserCheck } from '@tabler/icons-react'
import type { CSSProperties } from 'react'

/** open > 6 h · soon 6–1 h · last < 1 h · closed · human: the seven days of a human agent · done: it was used. */
export type WindowLevel = 'open' | 'soon' | 'last' | 'closed' | 'human' | 'done'

type WindowChipProps = {
  readonly level: WindowLevel
  readonly label: string
  /** The share of the window that is left, 0 to 1. */
  readonly share: number
  /** An ad opened it. */
  readonly isByAd?: boolean
  /** The sentence for hover. */
  readonly title?: string
}

/** Where the computer's own colours replace ours, the level is not seen by its colour: the chip says it. */
const LEVEL_WORDS: Readonly<Partial<Record<WindowLevel, string>>> = { soon: 'ends soon', last: 'ends very soon' }

/** How much of a window is left, as a ring that drains, with its words. */
export function WindowChip({ level, label, share, isByAd = false, title }: WindowChipProps) {
  return (
    <span className="win" data-level={level} title={title}>
      {isByAd ? (
        <>
          <IconSpeakerphone size={14} aria-hidden="true" />
          <span className="sr">Came from an ad</span>
        </>
      ) : null}
      <WindowGlyph level={level} share={share} />
      <span>{label}</span>
      {LEVEL_WORDS[level] === undefined ? null : <span className="level">{LEVEL_WORDS[level]}</span>}
    </span>
  )
}

function WindowGlyph({ level, share }: { readonly level: WindowLevel; readonly share: number }) {
  if (level === 'closed') {
    return <IconLock size={14} aria-hidden="true" />
  }
  if (level === 'done') {
    return <IconCheck size={14} aria-hidden="true" />
  }
  if (level === 'human') {
    return <IconUserCheck size={14} aria-hidden="true" />
  }
  return <span className="dial" style={{ '--left': share.toFixed(3) } as CSSProperties} aria-hidden="true" />
}
