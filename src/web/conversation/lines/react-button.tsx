import { IconDots, IconMoodPlus } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { IconButton } from '../../ui/icon-button.tsx'
import { SmallSheet } from '../../ui/small-sheet.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { isSameEmoji } from '#domain/entries/emoji.ts'
import { AllEmoji } from '../emoji/all-emoji.tsx'
import { ticketOf, type Talk } from '../talk.ts'
import type { MessageLine } from './line-of.ts'
import { ourEmoji } from './our-reaction.ts'
import type { ReactionOffer } from './reaction-offer.ts'
import { useAskedReaction, useReact } from './use-react.ts'
import './reaction.css'

/** Those that Messenger offers first. */
const USUAL = ['❤️', '😆', '😮', '😢', '😠', '👍'] as const

type ReactProps = { readonly line: MessageLine; readonly talk: Talk; readonly offer: ReactionOffer }

/** Reacts to a message: with one of the usual emoji, or any. The one that stands there is taken back by choosing it again. */
export function ReactButton({ line, talk, offer }: ReactProps) {
  const [isOpen, setIsOpen] = useState<'usual' | 'all' | false>(false)
  const button = useRef<HTMLButtonElement>(null)
  const react = useReact({ ticketId: ticketOf(line, talk), lineId: line.id })
  const ours = ourEmoji(line, useAskedReaction(line.id))

  function close(): void {
    setIsOpen(false)
    button.current?.focus()
  }

  function pick(emoji: string): void {
    close()
    react({ emoji: ours !== undefined && isSameEmoji(ours, emoji) ? undefined : emoji })
  }

  if (offer.obstacle !== undefined) {
    const why = offer.obstacle
    return (
      <IconButton label="React" aria-disabled onClick={() => showToast({ message: why })}>
        <IconMoodPlus size={16} aria-hidden="true" />
      </IconButton>
    )
  }
  return (
    <SmallSheet
      isOpen={isOpen !== false}
      label="React"
      className="react-sheet"
      position="top"
      // All emoji take more room than the usual ones.
      preventPositionChangeWhenVisible={false}
      onClose={close}
      target={
        <IconButton label="React" ref={button} onClick={() => (isOpen === false ? setIsOpen('usual') : close())}>
          <IconMoodPlus size={16} aria-hidden="true" />
        </IconButton>
      }
    >
      {isOpen === 'all' ? <AllEmoji onPick={pick} /> : <Usual ours={ours} onPick={pick} onMore={() => setIsOpen('all')} />}
    </SmallSheet>
  )
}

type UsualProps = { readonly ours: string | undefined; readonly onPick: (emoji: string) => void; readonly onMore: () => void }

function Usual({ ours, onPick, onMore }: UsualProps) {
  const isOurs = (emoji: string) => ours !== undefined && isSameEmoji(ours, emoji)
  const offered = ours === undefined || USUAL.some(isOurs) ? USUAL : [...USUAL, ours]
  return (
    <div className="react-usual">
      {offered.map((emoji) => (
        <button
          key={emoji}
          type="button"
          className="react-one"
          aria-label={isOurs(emoji) ? `Take back ${emoji}` : `React with ${emoji}`}
          aria-pressed={isOurs(emoji)}
          onClick={() => onPick(emoji)}
        >
          {emoji}
        </button>
      ))}
      <IconButton label="More emoji" onClick={onMore}>
        <IconDots size={18} aria-hidden="true" />
      </IconButton>
    </div>
  )
}
