import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { useShortcut } from '../keys/shortcuts.tsx'
import { useMay } from '../session/session.ts'
import { ComposerHead } from './composer-head.tsx'
import { ComposerLock } from './composer-lock.tsx'
import { DraftsOfOthers } from './drafts-of-others.tsx'
import { HeldBar } from './held-bar.tsx'
import { InternalForm } from './internal-form.tsx'
import type { MessageLine } from './lines/line-of.ts'
import type { OutboxMode } from './outbox-item.ts'
import { useWhenQuoted } from './quoting.ts'
import { ReplyForm } from './reply-form.tsx'
import type { TalkByName } from './talk.ts'
import type { Answering } from './threads-of.ts'
import { TemplateForm } from '../templates/template-form.tsx'
import { useFilling } from '../templates/use-filling.ts'
import { useBegunReply } from './use-begun-reply.ts'
import { useHeld } from './use-held.ts'
import { useReplyMode } from './use-reply-mode.ts'

type ComposerProps = {
  readonly talk: TalkByName
  /** In a ticket of a whole post the thread that is answered; undefined: it has not been chosen yet. */
  readonly answering?: Answering | undefined
  /** What is answered, where that is one of several; else the newest that a customer wrote. */
  readonly answered?: MessageLine | undefined
  /** Who wrote last to colleagues goes on there; else one writes to the customer. */
  readonly opensIn?: OutboxMode | undefined
  /** What can be done where nothing can be written any more. */
  readonly whenOver: ReactNode
  readonly onLeave: () => void
  /** It goes off; here more is written, unless somebody says otherwise. */
  readonly onSent?: ((mode: OutboxMode) => void) | undefined
  /** Whoever opened it wants to write at once. */
  readonly takesFocus?: boolean
}

/** Where one writes. The mode changes the ground, the words and the button, so that nobody mistakes one for the other. */
export function Composer({ talk, answering, answered, opensIn = 'reply', whenOver, onLeave, onSent, takesFocus }: ComposerProps) {
  const mayReply = useMay('ticket.reply')
  const [mode, setMode] = useState<OutboxMode>(mayReply ? opensIn : 'internal')
  const field = useRef<HTMLTextAreaElement>(null)
  const { replyMode, writing, unlock, lock } = useReplyMode(talk)
  const { verdict, words, chip: view } = writing
  const draft = useBegunReply(talk.id, answering?.threadId)
  const filling = useFilling(talk)
  const held = useHeld(talk, filling.giveBack)

  function write(next: OutboxMode, takesFocus = true): void {
    setMode(next)
    filling.close()
    if (takesFocus) {
      // The field is drawn with the new mode first.
      window.requestAnimationFrame(() => field.current?.focus())
    }
  }

  useFocusAtFirst(field, takesFocus === true)

  // Whoever chose a message to reply to writes next.
  useWhenQuoted(talk.id, () => write('reply'))

  useShortcut('reply', () => write('reply'))
  useShortcut('internal-comment', () => write('internal'))

  if (filling.isOpen) {
    return <TemplateForm key={talk.id} talk={talk} begun={filling.begun} onLeave={() => write('reply')} onSent={() => onSent?.('reply')} />
  }
  const mustChoose = mode === 'reply' && lacksThread(talk, answering)
  const obstacle = mode === 'reply' && verdict.kind !== 'may' ? verdict : undefined
  const heldBar = (
    <HeldBar
      held={held}
      isByKey={mode === 'reply' && obstacle === undefined && !mustChoose}
      onUndo={() => write('reply')}
      onSendNow={() => field.current?.focus()}
    />
  )
  if (obstacle !== undefined) {
    return (
      <ComposerLock
        above={heldBar}
        talk={lockedTalk(talk, answering)}
        obstacle={obstacle}
        words={words}
        draft={draft}
        whenOver={whenOver}
        onComment={() => write('internal')}
        onTemplate={filling.open}
        onUnlock={(unlocked) => {
          unlock(unlocked)
          write('reply')
        }}
      />
    )
  }
  return (
    <div className="composer" data-mode={mode} data-focus-group="composer">
      {heldBar}
      <DraftsOfOthers ticketId={talk.id} />
      <ComposerHead talk={talk} answering={answering} mustChoose={mustChoose} mode={mode} view={view} onMode={write} />
      {mustChoose ? null : form()}
    </div>
  )

  function form(): ReactNode {
    if (mode === 'internal') {
      return <InternalForm key={talk.id} ticketId={talk.id} field={field} onLeave={onLeave} onSent={() => onSent?.('internal')} />
    }
    return (
      <ReplyForm
        key={[talk.id, answering?.threadId].join(' ')}
        talk={talk}
        replyMode={replyMode}
        answering={answering}
        answered={answered ?? answering?.asked}
        field={field}
        onUndo={held?.takeBack}
        onTemplate={filling.open}
        onLeave={onLeave}
        onSent={() => {
          lock()
          onSent?.('reply')
        }}
      />
    )
  }
}

function useFocusAtFirst(field: RefObject<HTMLElement | null>, isWanted: boolean): void {
  useEffect(() => {
    if (isWanted) {
      field.current?.focus()
    }
  }, [field, isWanted])
}

/** Several people may write there, and nobody has said who is answered. */
function lacksThread({ wholePost }: TalkByName, answering: Answering | undefined): boolean {
  return wholePost !== null && answering === undefined
}

/** Whose draft it is that is kept. */
function lockedTalk(talk: TalkByName, answering: Answering | undefined): Pick<TalkByName, 'client' | 'channel'> {
  return answering === undefined ? talk : { channel: talk.channel, client: { name: answering.name, externalId: '' } }
}
