import { IconArrowBackUp, IconCornerDownRight, IconEyeOff, IconWorld } from '@tabler/icons-react'
import { useEffect, useRef, useState, type CSSProperties, type ReactNode } from 'react'
import { useKeyHint } from '../keys/letter-keys.ts'
import { useShortcut } from '../keys/shortcuts.tsx'
import { useMay, useSession } from '../session/session.ts'
import { Segmented } from '../ui/segmented.tsx'
import { WindowChip } from '../ui/window-chip.tsx'
import { ComposerLock } from './composer-lock.tsx'
import { useReplyDraft } from './drafts.ts'
import { InternalForm } from './internal-form.tsx'
import type { MessageLine } from './lines/line-of.ts'
import type { OutboxMode } from './outbox-item.ts'
import { destinationWords, hasWindow, isPublic } from './public/place-words.ts'
import { ReplyForm } from './reply-form.tsx'
import type { TalkByName } from './talk.ts'
import type { WindowView } from './window-view.ts'
import { useWriting } from './use-writing.ts'

type ComposerProps = {
  readonly talk: TalkByName
  /** What is answered, where that is one of several; else the newest that a customer wrote. */
  readonly answered?: MessageLine
  /** What can be done where nothing can be written any more. */
  readonly whenOver: ReactNode
  readonly onLeave: () => void
  /** It goes off; here more is written, unless somebody says otherwise. */
  readonly onSent?: (() => void) | undefined
  /** Whoever opened it wants to write at once. */
  readonly takesFocus?: boolean
}

/** Where one writes. The mode changes the ground, the words and the button, so that nobody mistakes one for the other. */
export function Composer({ talk, answered, whenOver, onLeave, onSent, takesFocus }: ComposerProps) {
  const mayReply = useMay('ticket.reply')
  const [mode, setMode] = useState<OutboxMode>(mayReply ? 'reply' : 'internal')
  const field = useRef<HTMLTextAreaElement>(null)
  const { memberId } = useSession()
  const { verdict, words, chip: view } = useWriting(talk, 1000)
  const draft = useReplyDraft(memberId, talk.id)
  const replyKey = useKeyHint('reply')
  const commentKey = useKeyHint('internal-comment')

  function write(next: OutboxMode, takesFocus = true): void {
    setMode(next)
    if (takesFocus) {
      // The field is drawn with the new mode first.
      window.requestAnimationFrame(() => field.current?.focus())
    }
  }

  useEffect(() => {
    if (takesFocus === true) {
      field.current?.focus()
    }
  }, [takesFocus])

  useShortcut('reply', () => write('reply'))
  useShortcut('internal-comment', () => write('internal'))

  if (mode === 'reply' && verdict.kind !== 'may') {
    return (
      <ComposerLock talk={talk} obstacle={verdict} words={words} draft={draft} whenOver={whenOver} onComment={() => write('internal')} />
    )
  }
  return (
    <div className="composer" data-mode={mode} data-focus-group="composer">
      {mode === 'reply' && hasWindow(talk) ? (
        <div className="drain" data-level={view.level} style={{ '--left': view.share } as CSSProperties} aria-hidden="true">
          <i />
        </div>
      ) : null}
      <div className="composer-head">
        <Segmented
          label="What you write"
          value={mode}
          onChange={write}
          segments={[
            {
              value: 'reply',
              label: isPublic(talk) ? 'Public reply' : 'Reply',
              icon: isPublic(talk) ? <IconWorld size={14} aria-hidden="true" /> : <IconArrowBackUp size={14} aria-hidden="true" />,
              title: replyKey,
            },
            {
              value: 'internal',
              label: 'Internal comment',
              icon: <IconEyeOff size={14} aria-hidden="true" />,
              title: commentKey,
            },
          ]}
        />
        {mode === 'reply' && !hasWindow(talk) ? null : <WindowLine mode={mode} view={view} />}
      </div>
      {mode === 'reply' ? (
        <>
          <Destination talk={talk} />
          <ReplyForm key={talk.id} talk={talk} field={field} answered={answered} onLeave={onLeave} onSent={onSent} />
        </>
      ) : (
        <InternalForm key={talk.id} ticketId={talk.id} field={field} onLeave={onLeave} onSent={onSent} />
      )}
    </div>
  )
}

/** Where it will stand, of what everybody reads. */
function Destination({ talk }: { readonly talk: TalkByName }) {
  return isPublic(talk) ? (
    <p className="dest">
      <IconCornerDownRight size={14} aria-hidden="true" />
      <span>{destinationWords(talk)} Everyone on Facebook can read it.</span>
    </p>
  ) : null
}

function WindowLine({ mode, view }: { readonly mode: OutboxMode; readonly view: WindowView }) {
  if (mode === 'internal') {
    return (
      <span className="window-line">
        <IconEyeOff size={14} aria-hidden="true" /> Only colleagues see this
      </span>
    )
  }
  return (
    <span className="window-line">
      <span className="long">{view.when}</span>
      <WindowChip level={view.level} label={`${view.label} left`} share={view.share} title={`The reply window ${view.when}`} />
      {/* A change of level is told, the ticking is not. */}
      <output className="sr">
        {view.level === 'open' ? '' : `The reply window ${view.level === 'last' ? 'ends within the hour' : 'ends soon'}`}
      </output>
    </span>
  )
}
