import { Button } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReplyMode } from '#domain/messaging-policy/reply-mode.ts'
import { shortName } from '../../clients/client-name.ts'
import { tellFailure } from '../../api/tell-failure.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { clockTime, isSameDay, sentenceTime } from '../../ui/format-time.ts'
import { useNow } from '../../ui/use-now.ts'
import { copyText } from '../copy-text.ts'
import { NEWS_RULE } from '../reply-mode-words.ts'
import { isTicketOver, type TalkByName } from '../talk.ts'
import { SetAsideButton, SetAsideWords } from '../set-aside.tsx'
import { useLookAgain, useSendAnyway } from '../use-send.ts'
import { useWriting } from '../use-writing.ts'
import { sayingAgain } from '../writing.ts'
import { Codes } from './codes.tsx'
import { soughtWords } from './doubt-words.ts'
import { WaitingRest } from './failed-message.tsx'
import { SendAs } from './send-as.tsx'
import { doubtWords } from './failure-words.ts'
import type { LineOf } from './line-of.ts'
import { placeWords } from './series-words.ts'

type OurMessage = LineOf<'our-message'>
type UnconfirmedProps = { readonly message: OurMessage; readonly talk: TalkByName }

/** Nobody knows whether it was sent: what is known, and what one may do. */
export function Unconfirmed({ message, talk }: UnconfirmedProps) {
  const now = useNow(60_000)
  const at = new Date(message.stateAt)
  const [since, tried] = isSameDay(at, now) ? [clockTime(at), `at ${clockTime(at)}`] : [sentenceTime(at, now), sentenceTime(at, now)]
  const { looked, sentAgainAs, setAside } = message
  const place = placeWords(message)
  return (
    <div className="explain" data-tone="warn">
      <p className="head">
        <IconHelpCircle size={16} aria-hidden="true" />
        {place === undefined ? 'Unconfirmed' : `${place} is unconfirmed`} since {since}
      </p>
      <p>
        {doubtWords(message.failure)} {soughtWords({ looked, isPublic: message.isPublic }, now)}
      </p>
      {sentAgainAs === null ? null : <p>It was sent again below. If this one arrived, too, it is there twice.</p>}
      <Codes message={message} />
      <div className="buttons">
        {sentAgainAs === null ? <Decide message={message} talk={talk} tried={tried} /> : null}
        {message.text === '' ? null : (
          <Button size="xs" onClick={() => void copyText(message.text)}>
            Copy text
          </Button>
        )}
        {sentAgainAs === null ? <SetAsideButton ticketId={talk.id} lineId={message.id} setAside={setAside} /> : null}
      </div>
      <WaitingRest message={message} talk={talk} />
      <SetAsideWords setAside={setAside} />
    </div>
  )
}

function Decide({ message, talk, tried }: UnconfirmedProps & { readonly tried: string }) {
  const [isAsking, setAsking] = useState(false)
  const now = useNow(60_000)
  const look = useLookAgain(talk.id)
  const send = useSendAnyway(talk.id)
  const { verdict } = useWriting(talk, 60_000, sayingAgain(message.mode))
  const canSend = verdict.kind === 'may' && !isTicketOver(message, talk)
  const twice = message.isPublic
    ? 'If it is there after all, it stands in the thread twice.'
    : `If it did arrive, ${shortName(talk.client)} gets it twice, and Facebook takes no message back for a Page.`
  const facts = (
    <>
      <p className="muted">
        Tried {tried}. {doubtWords(message.failure)} {soughtWords(message, now)}
      </p>
      <p className="muted">{twice}</p>
    </>
  )
  const sendAs = (mode: ReplyMode) => send.mutate({ messageId: message.id, mode }, { onError: tellFailure })
  return (
    <>
      <Button size="xs" disabled={look.isPending} onClick={() => look.mutate(message.id, { onError: tellFailure })}>
        Check again
      </Button>
      {canSend ? (
        <Button size="xs" disabled={send.isPending} onClick={() => setAsking(true)}>
          Send anyway
        </Button>
      ) : null}
      <ConfirmDialog
        isOpen={isAsking}
        title="Send it again?"
        act="Send anyway"
        onConfirm={() => {
          setAsking(false)
          sendAs(message.mode)
        }}
        onCancel={() => setAsking(false)}
      >
        {facts}
        {message.mode === 'news' ? <p className="muted">You confirm Facebook’s rule for news again: {NEWS_RULE}</p> : null}
      </ConfirmDialog>
      {canSend ? null : (
        <SendAs message={message} talk={talk} isBusy={send.isPending} onSend={sendAs}>
          {facts}
        </SendAs>
      )}
    </>
  )
}
