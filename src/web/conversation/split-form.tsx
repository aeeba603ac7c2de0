import { Button } from '@mantine/core'
import { IconArrowsSplit2 } from '@tabler/icons-react'
import { useRef, useState, type ReactNode, type RefObject } from 'react'
import { judgeLength } from '#domain/messaging-policy/message-length.ts'
import { useSendKeys } from '../keys/enter-sends.ts'
import { useWritingKeys } from '../keys/use-writing-keys.ts'
import { Kbd } from '../ui/kbd.tsx'
import { ReplyCounter } from './counter.tsx'
import { EmojiButton } from './emoji/emoji-button.tsx'

/** Offers to send a text that is too long as several messages. */
export function SplitButton({ count, onSplit }: { readonly count: number; readonly onSplit: () => void }) {
  return (
    <Button size="xs" leftSection={<IconArrowsSplit2 size={16} aria-hidden="true" />} onClick={onSplit}>
      Split into {count} messages
    </Button>
  )
}

type SplitFormProps = {
  readonly label: string
  readonly parts: readonly string[]
  /** How much stands before the first. */
  readonly before: number
  readonly field: RefObject<HTMLTextAreaElement | null>
  /** What goes out with the first, above it. */
  readonly above: ReactNode
  /** What can be tapped, below the last. */
  readonly below: ReactNode
  /** As how many messages files and cards go, behind the words. */
  readonly behind: number
  /** Whether what goes along is ready. */
  readonly isReady: boolean
  readonly onParts: (parts: readonly string[]) => void
  readonly onSend: (parts: readonly string[]) => void
  readonly onBack: () => void
}

/** A text as the messages it will be, each of which can be changed, before they are sent. */
export function SplitForm({ label, parts, before, field, above, below, behind, isReady, onParts, onSend, onBack }: SplitFormProps) {
  const said = saidOf(parts)
  const count = said.length + behind
  const canSend = isReady && said.length > 0 && said.every((part, index) => judgeLength(part, index === 0 ? before : 0).kind === 'fits')
  const { onSubmit, onKeyDown } = useWritingKeys({ canSend, onSend: () => onSend(said), onLeave: onBack })
  const sendKeys = useSendKeys()
  /** Where one writes, or wrote last. */
  const [at, setAt] = useState(0)
  const written = useRef<HTMLTextAreaElement>(null)

  return (
    <form aria-label={label} onSubmit={onSubmit}>
      {above}
      {behind > 0 || count < 2 ? null : (
        <p className="split-head">{count} messages, sent in this order. If one is not sent, those behind it wait.</p>
      )}
      <ol className="split">
        {parts.map((part, index) => (
          <li key={index}>
            <textarea
              ref={index === 0 ? field : undefined}
              data-focus-home={index === 0 ? 'composer' : undefined}
              dir="auto"
              rows={2}
              aria-label={`Message ${index + 1} of ${parts.length}`}
              aria-describedby={`split-counter-${index}`}
              value={part}
              onFocus={({ currentTarget }) => {
                written.current = currentTarget
                setAt(index)
              }}
              onChange={(event) => onParts(parts.with(index, event.currentTarget.value))}
              onKeyDown={onKeyDown}
            />
            <ReplyCounter text={part} before={index === 0 ? before : 0} id={`split-counter-${index}`} />
          </li>
        ))}
      </ol>
      {below}
      <div className="composer-foot">
        <EmojiButton field={written} onText={(text) => onParts(parts.with(at, text))} />
        <Button size="xs" variant="quiet" onClick={onBack}>
          Back to one text
        </Button>
        <span className="end">
          <Button type="submit" variant="filled" disabled={!canSend} rightSection={<Kbd>{sendKeys}</Kbd>}>
            {count < 2 ? 'Send' : `Send ${count} messages`}
          </Button>
        </span>
      </div>
    </form>
  )
}

/** Of the messages that one looks at those that say something. */
export function saidOf(parts: readonly string[]): readonly string[] {
  return parts.filter((part) => judgeLength(part).kind !== 'empty')
}
