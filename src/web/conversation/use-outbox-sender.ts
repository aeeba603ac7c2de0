import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { Line } from '../api/types.ts'
import { useConnection } from '../live/connection.ts'
import { withNewest } from '../live/place-lines.ts'
import { useSession } from '../session/session.ts'
import { onOtherSignIn } from '../session/signed-in-as.ts'
import type { TakenOver } from '../tickets/tickets-queries.ts'
import type { LinePages } from './conversation-queries.ts'
import type { OutboxEntry } from './outbox-item.ts'
import { modeWish } from './reply-mode-words.ts'
import { OutboxSender } from './outbox-sender.ts'
import { askedOffer } from './offers/asked-offer.ts'
import { takeTextsAlong } from './take-texts-along.ts'

/** Longer than a slow desk takes; a line that is dead without a word ends here, and the text is tried again. */
const ANSWER_WITHIN_MS = 30_000

let sender: OutboxSender | undefined

/** Sends what waits in this browser, for as long as one is signed in. */
export function useOutboxSender(): void {
  const queryClient = useQueryClient()
  const { memberId } = useSession()
  const { kind: connection } = useConnection()

  useEffect(() => {
    const opened = new OutboxSender({
      memberId,
      post,
      onTaken: ({ ticketId }, message) =>
        queryClient.setQueryData<LinePages>(keys.messages(ticketId), (held) => held && withNewest(held, message)),
      onTakenOver: (from, into) => {
        queryClient.setQueryData<TakenOver>(keys.takenOver(from), { into })
        takeTextsAlong({ memberId, from, to: into })
      },
      onAttempted: ({ ticketId }) => {
        const stale = [keys.messages(ticketId), keys.ticket(ticketId), keys.tickets]
        stale.forEach((queryKey) => void queryClient.invalidateQueries({ queryKey }))
      },
      onSignedOut: () => void queryClient.invalidateQueries({ queryKey: keys.session }),
    })
    sender = opened
    const ignoreSignIns = onOtherSignIn(memberId, () => window.location.reload())
    const sendNow = () => opened.sendNow()
    window.addEventListener('online', sendNow)
    return () => {
      window.removeEventListener('online', sendNow)
      ignoreSignIns()
      opened.stop()
      sender = undefined
    }
  }, [queryClient, memberId])

  useEffect(() => {
    if (connection === 'live') {
      sender?.sendNow()
    }
  }, [connection])
}

/** Something was written, or is to be tried again. */
export function sendOutboxNow(): void {
  sender?.sendNow()
}

async function post({
  mode,
  replyMode,
  text,
  seen,
  more,
  mention,
  quoting,
  template,
  offer,
  files,
  answering,
  ticketId,
  key,
}: OutboxEntry): Promise<Line> {
  const headers = { 'idempotency-key': key }
  const request = { params: { ticketId }, headers, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }
  const message =
    mode === 'reply'
      ? await ask('POST /api/v1/tickets/:ticketId/replies', {
          ...request,
          body: {
            text: template === undefined ? text : '',
            undo: true,
            ...modeWish(replyMode),
            ...(more.length === 0 ? {} : { more: [...more] }),
            ...(mention === undefined ? {} : { mention: mention.lineId }),
            ...(template === undefined
              ? {}
              : { template: { id: template.id, values: { header: [...template.values.header], body: [...template.values.body] } } }),
            ...(quoting === undefined ? {} : { quoting: quoting.lineId }),
            ...(offer === undefined ? {} : { offer: askedOffer(offer) }),
            ...(files.length === 0 ? {} : { files: files.map(({ id }) => id) }),
            ...(answering === undefined ? {} : { answering: answering.lineId }),
            ...(seen === undefined ? {} : { seen: [...seen] }),
          },
        })
      : await ask('POST /api/v1/tickets/:ticketId/internal-comments', { ...request, body: { text } })
  if (message.ticketId !== ticketId) {
    throw new Error('Something else than the desk answered, a sign-in page of a hotel perhaps: the text waits on')
  }
  return message
}
