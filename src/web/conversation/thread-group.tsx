import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { firstNameOf } from '../ui/first-name.ts'
import { Pill } from '../ui/pill.tsx'
import { answeringIn, type Answering, type HeldThread } from './threads-of.ts'

type ThreadGroupProps = {
  readonly thread: HeldThread
  readonly ticketId: string
  /** As far as the desk counts, somebody waits in the ticket. */
  readonly someWait: boolean
  readonly isAnswered: boolean
  /** Undefined: whoever looks may not answer. */
  readonly onAnswer: ((answering: Answering) => void) | undefined
  readonly children: ReactNode
}

/** One comment of a post with its answers, and where one answers it. */
export function ThreadGroup({ thread, ticketId, someWait, isAnswered, onAnswer, children }: ThreadGroupProps) {
  const answering = answeringIn(thread.lines, ticketId)
  const whom = answering?.name === null || answering === undefined ? 'this comment' : firstNameOf(answering.name)
  return (
    <section
      className="talk-thread"
      aria-label={`Comment by ${answering?.name ?? 'an unknown person'}`}
      data-here={isAnswered || undefined}
    >
      {children}
      <p className="thread-foot">
        {onAnswer === undefined || answering === undefined ? null : (
          <Button
            size="xs"
            variant="quiet"
            leftSection={<IconArrowBackUp size={14} aria-hidden="true" />}
            aria-pressed={isAnswered}
            onClick={() => onAnswer(answering)}
          >
            Reply to {whom}
          </Button>
        )}
        {someWait && thread.isWaiting ? <Pill tone="bad">Unanswered</Pill> : null}
      </p>
    </section>
  )
}
