import { Button } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { tellFailure } from '../../api/tell-failure.ts'
import { expectedTime, fullTime } from '../../ui/format-time.ts'
import { useNow } from '../../ui/use-now.ts'
import type { TalkByName } from '../talk.ts'
import { useStopMessage } from '../use-send.ts'
import { queuedWords } from './failure-words.ts'
import type { LineOf } from './line-of.ts'

type WaitingProps = {
  readonly message: LineOf<'our-message'>
  readonly talk: TalkByName
  /** Undefined where its Page has to be mended first. */
  readonly next: Date | undefined
}

/** Refused for now, or behind what was: when it goes, and a way to have it not go. */
export function WaitingMessage({ message, talk, next }: WaitingProps) {
  const stop = useStopMessage(talk.id)
  const now = useNow(60_000)
  const at = next && expectedTime(next, now)
  return (
    <span className="state" data-state="queued" title={next && fullTime(next)}>
      <IconClock size={14} aria-hidden="true" />
      {queuedWords({ failure: message.failure, channel: talk.channel.state, nextTry: at })}
      <Button size="xs" variant="quiet" disabled={stop.isPending} onClick={() => stop.mutate(message.id, { onError: tellFailure })}>
        Stop
      </Button>
    </span>
  )
}
