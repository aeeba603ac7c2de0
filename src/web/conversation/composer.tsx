import { Button } from '@mantine/core'
import { IconArrowBackUp, IconCornerDownRight, IconEyeOff, IconWorld } from '@tabler/icons-react'
import { useEffect, useRef, useState, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react'
import { judgeLength, MESSAGE_LIMIT } from '#domain/messaging-policy/message-length.ts'
import { SEND_KEYS } from '../keys/key-names.ts'
import { useKeyHint } from '../keys/letter-keys.ts'
import { useShortcut } from '../keys/shortcuts.tsx'
import { useMay, useSession } from '../session/session.ts'
import { Kbd } from '../ui/kbd.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { WindowChip } from '../ui/window-chip.tsx'
import { clientName, shortName } from '../clients/client-name.ts'
import { ComposerLock } from './composer-lock.tsx'
import { keepDraft, readDraft, subscribeToDraft, useReplyDraft } from './drafts.ts'
import type { OutboxMode } from './outbox-item.ts'
import { destinationWords, hasWindow, isPublic } from './public/place-words.ts'
import type { TalkByName } from './talk.ts'
import { useSend } from './use-send.ts'
import type { WindowView } from './window-view.ts'
import { useWriting } from './use-writing.ts'

const COMMENT_LIMIT = 10_000
const NEAR_LIMIT = 1800

type ComposerProps = {
  readonly talk: TalkByName
  /** What can be done where nothing can be written any more. */
  readonly whenOver: ReactNode
  readonly onLeave: () => void
  /** It goes off; here more is written, unless somebody says otherwise. */
  readonly onSent?: (() => void) | undefined
  /** Whoever opened it wants to write at once. */
  readonly takesFocus?: boolean
}

/** Where one writes. The mode changes the ground, the words and the button, so that nobody mistakes one for the other. */
export function Composer({ talk, whenOver, onLeave, onSent, takesFocus }: ComposerProps) {
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
      {mode === 'reply' && isPublic(talk) ? (
        <p className="dest">
          <IconCornerDownRight size={14} aria-hidden="true" />
          <span>{destinationWords(talk)} Everyone on Facebook can read it.</span>
        </p>
      ) : null}
      <Writing key={`${talk.id} ${mode}`} talk={talk} mode={mode} field={field} onLeave={onLeave} onSent={onSent} />
    </div>
  )
}

type WritingProps = {
  readonly talk: TalkByName
  readonly mode: OutboxMode
  readonly field: React.RefObject<HTMLTextAreaElement | null>
  readonly onLeave: () => void
  readonly onSent: (() => void) | undefined
}

function Writing({ talk, mode, field, onLeave, onSent }: WritingProps) {
  const { memberId } = useSession()
  const [text, setText] = useState(() => readDraft({ memberId, ticketId: talk.id, mode }))
  const send = useSend(talk.id)
  const isReply = mode === 'reply'
  const canSend = isReply ? judgeLength(text).kind === 'fits' : text.trim() !== '' && text.trim().length <= COMMENT_LIMIT

  useEffect(() => keepDraft({ memberId, ticketId: talk.id, mode }, text), [memberId, talk.id, mode, text])

  // Written on, or sent, in another tab: what lies behind shows the same when one comes back to it.
  useEffect(() => {
    const of = { memberId, ticketId: talk.id, mode }
    return subscribeToDraft(of, () => {
      if (!document.hasFocus()) {
        setText(readDraft(of))
      }
    })
  }, [memberId, talk.id, mode])

  function handleSend(): void {
    if (canSend) {
      send(mode, text)
      // At once: a crash before the next drawing must not leave both.
      keepDraft({ memberId, ticketId: talk.id, mode }, '')
      setText('')
      onSent?.()
    }
    field.current?.focus()
  }

  function handleKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) {
      event.preventDefault()
      handleSend()
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      onLeave()
    }
  }

  return (
    <form
      aria-label={isReply ? 'Reply' : 'Internal comment'}
      onSubmit={(event) => {
        event.preventDefault()
        handleSend()
      }}
    >
      <textarea
        ref={field}
        dir="auto"
        rows={2}
        aria-label={isReply ? fieldWords(talk) : 'Internal comment'}
        aria-describedby="composer-counter"
        placeholder={isReply ? placeholderWords(talk) : 'Write to your colleagues'}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={handleKeyDown}
      />
      <div className="composer-foot">
        <span className="end">
          {isReply ? <Counter text={text} /> : <CommentCounter text={text} />}
          <Button type="submit" variant="filled" disabled={!canSend} rightSection={<Kbd>{SEND_KEYS}</Kbd>}>
            {isReply ? sendWords(talk) : 'Add comment'}
          </Button>
        </span>
      </div>
    </form>
  )
}

function fieldWords(talk: TalkByName): string {
  return isPublic(talk) ? `Public reply to ${clientName(talk.client)}` : `Message to ${clientName(talk.client)}`
}

function placeholderWords(talk: TalkByName): string {
  return isPublic(talk) ? 'Write a public reply' : `Write to ${shortName(talk.client)}`
}

function sendWords(talk: TalkByName): string {
  return isPublic(talk) ? 'Reply publicly' : 'Send'
}

/** Always there; amber near the limit, red and in words past it. The same count as the desk's own. */
function Counter({ text }: { readonly text: string }) {
  const verdict = judgeLength(text)
  if (verdict.kind === 'too-long') {
    return (
      <output className="counter" data-level="over" id="composer-counter">
        {verdict.excess} too many. Shorten the text.
      </output>
    )
  }
  const length = verdict.kind === 'empty' ? 0 : verdict.length
  return (
    <span className="counter" data-level={length >= NEAR_LIMIT ? 'near' : 'plain'} id="composer-counter">
      {length} / {MESSAGE_LIMIT}
    </span>
  )
}

/** A comment may be long; it is counted only past its limit. */
function CommentCounter({ text }: { readonly text: string }) {
  const excess = text.trim().length - COMMENT_LIMIT
  return (
    <output className="counter" data-level="over" id="composer-counter">
      {excess > 0 ? `${excess} too many. Shorten the text.` : ''}
    </output>
  )
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
