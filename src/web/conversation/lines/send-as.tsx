import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { TAGGED_MODES, type TaggedMode } from '#domain/messaging-policy/reply-mode.ts'
import { shortName } from '../../clients/client-name.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { sentenceTime } from '../../ui/format-time.ts'
import { useNow } from '../../ui/use-now.ts'
import { humanAgentRule, MODE_WORDS, NEWS_RULE } from '../reply-mode-words.ts'
import { isTicketOver, type TalkByName } from '../talk.ts'
import { useWriting } from '../use-writing.ts'
import { failureWords } from './failure-words.ts'
import type { LineOf } from './line-of.ts'

type SendAsProps = {
  readonly message: LineOf<'our-message'>
  readonly talk: TalkByName
  readonly isBusy: boolean
  /** What else one has to know who sends it. */
  readonly children?: ReactNode
  readonly onSend: (mode: TaggedMode) => void
}

/** Once the 24 hours are over: what was not sent, or is in doubt, goes as what Facebook still takes, by one who has its rule before them. */
export function SendAs({ message, talk, isBusy, children, onSend }: SendAsProps) {
  const { verdict } = useWriting(talk, 60_000)
  const [asking, setAsking] = useState<TaggedMode>()
  const now = useNow(60_000)
  const who = shortName(talk.client)
  if (!('remains' in verdict) || !canGoSo(message) || message.sentAgainAs !== null || isTicketOver(message, talk)) {
    return null
  }
  const offered = TAGGED_MODES.filter((mode) => verdict.remains.some((one) => one.mode === mode))
  const until = verdict.remains.find(({ mode }) => mode === asking)?.until
  return (
    <>
      {offered.map((mode) => (
        <Button
          key={mode}
          size="xs"
          variant={mode === 'human-agent' ? 'human' : 'default'}
          disabled={isBusy}
          onClick={() => setAsking(mode)}
        >
          {MODE_WORDS[mode].send}
        </Button>
      ))}
      <ConfirmDialog
        isOpen={asking !== undefined}
        title={asking === undefined ? '' : `${MODE_WORDS[asking].send}?`}
        act={asking === undefined ? '' : MODE_WORDS[asking].send}
        variant="filled"
        onConfirm={() => {
          setAsking(undefined)
          if (asking !== undefined) {
            onSend(asking)
          }
        }}
        onCancel={() => setAsking(undefined)}
      >
        {children}
        <p className="muted">
          {asking === 'news'
            ? `Facebook’s rule: ${NEWS_RULE} You confirm that this message follows it.`
            : `Facebook’s rule: ${humanAgentRule(who)}`}
          {until === undefined ? '' : ` Facebook takes it until ${sentenceTime(until, now)}.`}
        </p>
      </ConfirmDialog>
    </>
  )
}

function canGoSo({ state, mode, failure, isPublic }: SendAsProps['message']): boolean {
  const isPossible = state === 'unconfirmed' || failure?.reason === 'window-closed' || failureWords(failure, '').canRetry
  return !isPublic && mode !== 'utility' && isPossible
}
