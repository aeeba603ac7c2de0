import { Button } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import type { ActUpon } from '#api/conversation/contract.ts'
import { resultOf } from '#domain/acts/result.ts'
import { shortName } from '../../clients/client-name.ts'
import { actWords } from '../public/act-words.ts'
import { SetAsideButton, SetAsideWords } from '../set-aside.tsx'
import { ticketOf, type Talk } from '../talk.ts'
import { failureCodes, failureWords, queuedWords } from './failure-words.ts'
import type { MessageLine } from './line-of.ts'
import { lastReaction } from './our-reaction.ts'
import type { ReactionOffer } from './reaction-offer.ts'
import { useAskedReaction, useReact } from './use-react.ts'

type StateProps = { readonly line: MessageLine; readonly talk: Talk; readonly offer: ReactionOffer | undefined }

/** What became of the Page's reaction, where that is not as it was wanted: why, and what can be done. */
export function ReactionState({ line, talk, offer }: StateProps) {
  const last = lastReaction(line)
  const asked = useAskedReaction(line.id)
  if (!last || asked !== undefined) {
    return null
  }
  switch (resultOf(last.state)) {
    case 'done':
      return null
    case 'waiting':
      return <Waiting last={last} talk={talk} />
    case 'refused':
    case 'unsure':
      return <NotDone last={last} line={line} talk={talk} offer={offer} />
  }
}

/** What waits for a moment only is seen at the reaction itself. */
function Waiting({ last, talk }: { readonly last: ActUpon; readonly talk: Talk }) {
  if (last.failure === null && talk.channel.state === 'connected') {
    return null
  }
  return (
    <span className="state" data-state="queued">
      {actWords(last).words} {queuedWords({ failure: last.failure, channel: talk.channel.state, nextTry: undefined })}
    </span>
  )
}

function NotDone({ last, line, talk, offer }: StateProps & { readonly last: ActUpon }) {
  const ticketId = ticketOf(line, talk)
  const react = useReact({ ticketId, lineId: line.id })
  const { tone, words } = actWords(last)
  const mayTry = offer !== undefined && offer.obstacle === undefined
  return (
    <div className="explain" data-tone={tone}>
      <p className="head">
        <IconAlertCircle size={16} aria-hidden="true" />
        {last.text === null ? words : `${last.text} ${words}`}
      </p>
      {tone === 'bad' ? (
        <p>
          {whyNot(last, shortName(talk.client))} {failureCodes(last.failure)}
        </p>
      ) : null}
      <div className="buttons">
        {mayTry ? (
          <Button size="xs" onClick={() => react({ emoji: last.text ?? undefined })}>
            Try again
          </Button>
        ) : null}
        <SetAsideButton ticketId={ticketId} lineId={line.id} setAside={last.setAside} />
      </div>
      <SetAsideWords setAside={last.setAside} />
    </div>
  )
}

/** Nothing was written: there is nothing to change or to copy. */
function whyNot({ failure }: ActUpon, who: string): string {
  const reason = failure?.reason ?? 'refused'
  return reason === 'refused' || reason === 'gone'
    ? `Facebook did not take it. ${who} may have taken the message back. Try again, or react on Facebook.`
    : failureWords(failure, who).words
}
