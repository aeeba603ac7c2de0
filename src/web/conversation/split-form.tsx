import { Button } from '@mantine/core'
import { IconArrowsSplit2 } from '@tabler/icons-react'
import type { ReactNode, RefObject } from 'react'
import { judgeLength } from '#domain/messaging-policy/message-length.ts'
import { useSendKeys } from '../keys/enter-sends.ts'
import { useWritingKeys } from '../keys/use-writing-keys.ts'
import { Kbd } from '../ui/kbd.tsx'
import { ReplyCounter } from './counter.tsx'

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
  /** Whether what goes along is ready. */
  readonly isReady: boolean
  readonly onParts: (parts: readonly string[]) => void
  readonly onSend: (parts: readonly string[]) => void
  readonly onBack: () => void
}

/** A text as the messages it will be, each of which can be changed, before they are sent. */
export function SplitForm({ label, parts, before, field, above, isReady, onParts, onSend, onBack }: SplitFormProps) {
  const said = parts.filter((part) => judgeLength(part).kind !== 'empty')
  const canSend = isReady && said.length > 0 && said.every((part, index) => judgeLength(part, index === 0 ? before : 0).kind === 'fits')
  const { onSubmit, onKeyDown } = useWritingKeys({ canSend, onSend: () => onSend(said), onLeave: onBack })
  const sendKeys = useSendKeys()

  return (
    <form aria-label={label} onSubmit={onSubmit}>
      {above}
      <p className="split-head">{said.length} messages, sent in this order. If one is not sent, those behind it wait.</p>
      <ol className="split">
        {parts.map((part, index) => (
          <li key={index}>
            <textarea
              ref={index === 0 ? field : undefined}
              dir="auto"
              rows={2}
              aria-label={`Message ${index + 1} of ${parts.length}`}
              aria-describedby={`split-counter-${index}`}
              value={part}
              onChange={(event) => onParts(parts.with(index, event.currentTarget.value))}
              onKeyDown={onKeyDown}
            />
            <ReplyCounter text={part} before={index === 0 ? before : 0} id={`split-counter-${index}`} />
          </li>
        ))}
      </ol>
      <div className="composer-foot">
        <Button size="xs" variant="quiet" onClick={onBack}>
          Back to one text
        </Button>
        <span className="end">
          <Button type="submit" variant="filled" disabled={!canSend} rightSection={<Kbd>{sendKeys}</Kbd>}>
            Send {said.length} messages
          </Button>
        </span>
      </div>
    </form>
  )
}
