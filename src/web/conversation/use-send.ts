import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReplyMode } from '#domain/messaging-policy/reply-mode.ts'
import { ask, newCommandKey } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { Line } from '../api/types.ts'
import { useSession } from '../session/session.ts'
import { deskNow } from '../ui/desk-time.ts'
import type { OutboxEntry } from './outbox-item.ts'
import { modeWish } from './reply-mode-words.ts'
import { putInOutbox } from './outbox.ts'
import { noteShown, takeSeen } from './seen-lines.ts'
import { sendOutboxNow } from './use-outbox-sender.ts'

type Written = Pick<OutboxEntry, 'mode' | 'text' | 'more' | 'mention' | 'quoting' | 'template' | 'offer' | 'files'> & {
  readonly replyMode?: ReplyMode
}

/** Puts a reply or an internal comment into the outbox: it shows at once, and goes from there. */
export function useSend(ticketId: string, answering: OutboxEntry['answering']): (written: Written) => void {
  const { memberId } = useSession()
  return ({ mode, replyMode = 'response', text, more, mention, quoting, template, offer, files }) => {
    // Written at the desk's time, as it is shown. Asked for at the machine's: how long the desk knows a key is not the sandbox's to say.
    const [writtenAt, askedAt] = [deskNow().toISOString(), new Date().toISOString()]
    const answered = answering && { threadId: answering.threadId, lineId: answering.lineId }
    const entry = {
      key: newCommandKey(),
      ticketId,
      memberId,
      mode,
      replyMode,
      answering: answered,
      text: text.trim(),
      more,
      mention,
      template,
      quoting,
      offer,
      files,
    }
    const seen = mode === 'reply' ? takeSeen(ticketId) : undefined
    putInOutbox({ ...entry, writtenAt, askedAt, refusal: undefined, seen, news: undefined })
    sendOutboxNow()
  }
}

/** Tries what the desk refused once more, with the same key. */
export function sendAgain(entry: OutboxEntry): void {
  putInOutbox({ ...entry, askedAt: new Date().toISOString(), refusal: undefined })
  sendOutboxNow()
}

/** Sends what was held back, by somebody who has seen what is new. */
export function sendAsItIs(entry: OutboxEntry, lines: readonly Line[]): void {
  noteShown(entry.ticketId, lines)
  const seen = [...new Set([...(takeSeen(entry.ticketId) ?? []), ...(entry.news ?? [])])]
  putInOutbox({ ...entry, askedAt: new Date().toISOString(), refusal: undefined, seen, news: undefined })
  sendOutboxNow()
}

type Again = { readonly messageId: string; readonly text: string | undefined; readonly mode: ReplyMode }

/** Asks the desk to try a failed message once more, as it is or in other words. Whoever asks for news has confirmed their rule. */
export function useRetryMessage(ticketId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ messageId, text, mode }: Again) =>
      ask('POST /api/v1/tickets/:ticketId/messages/:messageId/attempts', {
        params: { ticketId, messageId },
        headers: { 'idempotency-key': newCommandKey() },
        body: { ...modeWish(mode), ...(text === undefined ? {} : { text }) },
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.messages(ticketId) }),
  })
}

/** Asks the desk to send what waits behind a message of a series. */
export function useSendRest(ticketId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (messageId: string) =>
      ask('POST /api/v1/tickets/:ticketId/messages/:messageId/rest', {
        params: { ticketId, messageId },
        headers: { 'idempotency-key': newCommandKey() },
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.messages(ticketId) }),
  })
}

/** Asks the desk to look on Facebook for a message that nobody confirmed. What it sees comes as a change of the line. */
export function useLookAgain(ticketId: string) {
  return useMutation({
    mutationFn: (messageId: string) => ask('POST /api/v1/tickets/:ticketId/messages/:messageId/looks', { params: { ticketId, messageId } }),
  })
}

/** Sends a message that nobody confirmed once more, as a new line. */
export function useSendAnyway(ticketId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ messageId, mode }: { readonly messageId: string; readonly mode: ReplyMode }) =>
      ask('POST /api/v1/tickets/:ticketId/messages/:messageId/repetitions', {
        params: { ticketId, messageId },
        headers: { 'idempotency-key': newCommandKey() },
        body: modeWish(mode),
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.messages(ticketId) }),
  })
}

/** Has a queued message not sent. */
export function useStopMessage(ticketId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (messageId: string) =>
      ask('DELETE /api/v1/tickets/:ticketId/messages/:messageId/attempts', { params: { ticketId, messageId } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.messages(ticketId) }),
  })
}
