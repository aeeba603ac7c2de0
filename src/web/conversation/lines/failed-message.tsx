import { Button } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReplyMode } from '#domain/messaging-policy/reply-mode.ts'
import { tellFailure } from '../../api/tell-failure.ts'
import { shortName } from '../../clients/client-name.ts'
import { copyText } from '../copy-text.ts'
import { isTicketOver, type TalkByName } from '../talk.ts'
import { SetAsideButton, SetAsideWords } from '../set-aside.tsx'
import { useRetryMessage, useSendRest } from '../use-send.ts'
import { useWriting } from '../use-writing.ts'
import { sayingAgain } from '../writing.ts'
import { ChangeForm } from './change-form.tsx'
import { Codes } from './codes.tsx'
import { failureWords } from './failure-words.ts'
import type { LineOf } from './line-of.ts'
import { useInSeries } from './series-context.ts'
import { SendAs } from './send-as.tsx'
import { placeWords, waitingBehind, type Waiting } from './series-words.ts'

type FailedProps = { readonly message: LineOf<'our-message'>; readonly talk: TalkByName }

/** Why a message of ours was not sent, what waits for it, and what can be done. */
export function FailedMessage({ message, talk }: FailedProps) {
  const retry = useRetryMessage(talk.id)
  const isTemplate = message.mode === 'utility'
  const { verdict } = useWriting(talk, 60_000, isTemplate ? sayingAgain(message.mode) : {})
  const [isChanging, setIsChanging] = useState(false)
  const { words, canRetry } = failureWords(message.failure, shortName(talk.wholePost === null ? talk.client : { name: null }), message)
  const mayWrite = verdict.kind === 'may' && message.sentAgainAs === null && !isTicketOver(message, talk)
  const place = placeWords(message)
  const send = (text?: string, mode: ReplyMode = 'response') =>
    retry.mutate({ messageId: message.id, text, mode }, { onError: tellFailure, onSuccess: () => setIsChanging(false) })
  return (
    <div className="explain" data-tone="bad">
      <p className="head">
        <IconAlertCircle size={16} aria-hidden="true" />
        {place === undefined ? 'Not sent' : `${place} was not sent`}
      </p>
      <p>{words}</p>
      <Codes message={message} />
      {isChanging ? (
        <ChangeForm text={message.text} isBusy={retry.isPending} onSend={send} onLeave={() => setIsChanging(false)} />
      ) : (
        <div className="buttons">
          {canRetry && mayWrite ? (
            <Button size="xs" disabled={retry.isPending} onClick={() => send()}>
              Try again
            </Button>
          ) : null}
          {mayWrite && hasOwnWords(message) ? (
            <Button size="xs" onClick={() => setIsChanging(true)}>
              Change it
            </Button>
          ) : null}
          <SendAs message={message} talk={talk} isBusy={retry.isPending} onSend={(mode) => send(undefined, mode)} />
          <CopyText text={message.text} />
          <SetAsideButton ticketId={talk.id} lineId={message.id} setAside={message.setAside} />
        </div>
      )}
      <SetAsideWords setAside={message.setAside} />
      <WaitingRest message={message} talk={talk} />
    </div>
  )
}

/** A template keeps its words. In private files are a message of their own: words cannot stand beside them. */
function hasOwnWords({ mode, isPublic, text }: FailedProps['message']): boolean {
  return mode !== 'utility' && (isPublic || text !== '')
}

function CopyText({ text }: { readonly text: string }) {
  return text === '' ? null : (
    <Button size="xs" onClick={() => void copyText(text)}>
      Copy text
    </Button>
  )
}

/** What waits behind a message that was not sent, or may not have been, and how it goes without it. */
export function WaitingRest({ message, talk }: FailedProps) {
  const waiting = waitingBehind({ message, among: useInSeries() })
  return waiting === undefined ? null : <Rest message={message} talk={talk} waiting={waiting} />
}

function Rest({ message, talk, waiting: { words, mode } }: FailedProps & { readonly waiting: Waiting }) {
  const rest = useSendRest(talk.id)
  const { verdict } = useWriting(talk, 60_000, sayingAgain(mode))
  return (
    <>
      <p>{words}</p>
      {verdict.kind === 'may' && !isTicketOver(message, talk) ? (
        <div className="buttons">
          <Button size="xs" disabled={rest.isPending} onClick={() => rest.mutate(message.id, { onError: tellFailure })}>
            Send the rest
          </Button>
        </div>
      ) : null}
    </>
  )
}
