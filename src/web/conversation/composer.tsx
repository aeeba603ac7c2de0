import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useShortcut } from '../keys/shortcuts.tsx'
import { useMay, useSession } from '../session/session.ts'
import { ComposerHead } from './composer-head.tsx'
import { ComposerLock } from './composer-lock.tsx'
import { useReplyDraft } from './drafts.ts'
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
import { useHeld } from './use-held.ts'
import { useReplyMode } from './use-reply-mode.ts'

type ComposerProps = {
  readonly talk: TalkByName
  /** In a ticket of a whole post the thread that is answered; undefined: it has not been chosen yet. */
  readonly answering?: Answering | undefined
  /** What is answered, where that is one of several; else the newest that a customer wrote. */
  readonly answered?: MessageLine | undefined
  /** What can be done where nothing can be written any more. */
  readonly whenOver: ReactNode
  readonly onLeave: () => void
  /** It goes off; here more is written, unless somebody says otherwise. */
  readonly onSent?: ((mode: OutboxMode) => void) | undefined
  /** Whoever opened it wants to write at once. */
  readonly takesFocus?: boolean
}

/** Where one writes. The mode changes the ground, the words and the button, so that nobody mistakes one for the other. */
export function Composer({ talk, answering, answered, whenOver, onLeave, onSent, takesFocus }: ComposerProps) {
  const mayReply = useMay('ticket.reply')
  const [mode, setMode] = useState<OutboxMode>(mayReply ? 'reply' : 'internal')
  const field = useRef<HTMLTextAreaElement>(null)
  const { memberId } = useSession()
  const { replyMode, writing, unlock, lock } = useReplyMode(talk)
  const { verdict, words, chip: view } = writing
  const draft = useReplyDraft(memberId, talk.id)
  const held = useHeld(talk)
  const filling = useFilling(talk)

  function write(next: OutboxMode, takesFocus = true): void {
    setMode(next)
    filling.close()
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

  // Whoever chose a message to reply to writes next.
  useWhenQuoted(talk.id, () => write('reply'))

  useShortcut('reply', () => write('reply'))
  useShortcut('internal-comment', () => write('internal'))

  if (filling.isOpen) {
    return <TemplateForm key={talk.id} talk={talk} onLeave={filling.close} onSent={() => onSent?.('reply')} />
  }
  if (mode === 'reply' && verdict.kind !== 'may') {
    return (
      <ComposerLock
        talk={lockedTalk(talk, answering)}
        obstacle={verdict}
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
  const mustChoose = mode === 'reply' && lacksThread(talk, answering)
  return (
    <div className="composer" data-mode={mode} data-focus-group="composer">
      <HeldBar held={held} onPress={() => field.current?.focus()} />
      <DraftsOfOthers ticketId={talk.id} />
      <ComposerHead talk={talk} answering={answering} mustChoose={mustChoose} mode={mode} view={view} onMode={write} />
      {mustChoose ? null : mode === 'reply' ? (
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
      ) : (
        <InternalForm key={talk.id} ticketId={talk.id} field={field} onLeave={onLeave} onSent={() => onSent?.('internal')} />
      )}
    </div>
  )
}

/** Several people may write there, and nobody has said who is answered. */
function lacksThread({ wholePost }: TalkByName, answering: Answering | undefined): boolean {
  return wholePost !== null && answering === undefined
}

/** Whose draft it is that is kept. */
function lockedTalk(talk: TalkByName, answering: Answering | undefined): Pick<TalkByName, 'client'> {
  return answering === undefined ? talk : { client: { name: answering.name, externalId: '' } }
}
