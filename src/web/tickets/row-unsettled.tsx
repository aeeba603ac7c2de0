import { Button } from '@mantine/core'
import { IconAlertCircle, IconHelpCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { shortName } from '../clients/client-name.ts'
import { tellFailure } from '../api/tell-failure.ts'
import type { Folder, Ticket } from '../api/types.ts'
import { copyText } from '../conversation/copy-text.ts'
import { failureWords } from '../conversation/lines/failure-words.ts'
import { lineElementId } from '../conversation/lines/line-element.ts'
import { SetAsideButton } from '../conversation/set-aside.tsx'
import { useLookAgain, useRetryMessage } from '../conversation/use-send.ts'
import { useWriting } from '../conversation/use-writing.ts'
import { isPublic } from '../conversation/public/place-words.ts'
import { useSession } from '../session/session.ts'
import { isSameDay, clockTime, sentenceTime } from '../ui/format-time.ts'
import { useNow } from '../ui/use-now.ts'
import { meantBy, unsettledWords, type Meant, type Whose } from './unsettled-words.ts'

type RowUnsettledProps = { readonly ticket: Ticket; readonly folder: Folder; readonly whose: Whose }

/** Below a row of Needs attention: why it stands there, and what one can do at once. */
export function RowUnsettled({ ticket, folder, whose }: RowUnsettledProps) {
  const { user } = useSession()
  const now = useNow(60_000)
  const meant = meantBy(ticket.unsettled, whose, user.id)
  if (meant === undefined) {
    return null
  }
  const { state, lineId } = meant.newest
  const at = new Date(meant.newest.at)
  const since = isSameDay(at, now) ? clockTime(at) : sentenceTime(at, now)
  const who = ticket.wholePost === null ? shortName(ticket.client) : 'whoever wrote it'
  const Glyph = state === 'unconfirmed' ? IconHelpCircle : IconAlertCircle
  return (
    <div className="row-unsettled" data-tone={state === 'unconfirmed' ? 'warn' : 'bad'}>
      <p className="reason">
        <Glyph size={14} aria-hidden="true" />
        <span dir="auto">{unsettledWords(meant, { userId: user.id, who, since })}</span>
      </p>
      <div className="buttons">
        <FirstAct ticket={ticket} meant={meant} />
        <Button
          size="xs"
          renderRoot={(props) => (
            <Link to="/tickets/$folder/$ticketId" params={{ folder, ticketId: ticket.id }} hash={lineElementId(lineId)} {...props} />
          )}
        >
          See why
        </Button>
        <SetAsideButton ticketId={ticket.id} lineId={lineId} setAside={null} />
      </div>
    </div>
  )
}

/**
 * What mends it, where one press can: looking or trying again, or else the text to send another way. What went by a rule of Facebook's is tried again in
 * the conversation, where that is told.
 */
function FirstAct({ ticket, meant: { newest } }: { readonly ticket: Ticket; readonly meant: Meant }) {
  const retry = useRetryMessage(ticket.id)
  const { verdict } = useWriting(ticket, 60_000)
  const look = useLookAgain(ticket.id)
  if (newest.act !== 'reply') {
    return null
  }
  if (newest.state === 'unconfirmed') {
    return (
      <Button size="xs" disabled={look.isPending} onClick={() => look.mutate(newest.lineId, { onError: tellFailure })}>
        Check again
      </Button>
    )
  }
  const { canRetry } = failureWords(newest.failure, '', { isPublic: isPublic(ticket) })
  if (canRetry && newest.mode === 'response' && verdict.kind === 'may') {
    return (
      <Button
        size="xs"
        disabled={retry.isPending}
        onClick={() => retry.mutate({ messageId: newest.lineId, text: undefined, mode: newest.mode }, { onError: tellFailure })}
      >
        Try again
      </Button>
    )
  }
  return newest.text === null || newest.text === '' ? null : (
    <Button size="xs" onClick={() => void copyText(newest.text ?? '')}>
      Copy text
    </Button>
  )
}
