import { useMutation, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { answerOf, api, newCommandKey } from '../api/client.ts'
import { DeskProblem, wordsOf } from '../api/desk-problem.ts'
import { keys } from '../api/query-client.ts'
import type { Message } from '../api/types.ts'
import { useSession } from '../session/session.ts'
import { deskNow } from '../ui/desk-time.ts'
import { putInOutbox, takeFromOutbox, type OutboxEntry, type OutboxMode } from './outbox.ts'

type MessagePages = InfiniteData<{ readonly messages: readonly Message[]; readonly previousCursor: string | null }>

const TRIES = 6

/** Sends a reply or adds an internal comment. It shows at once; its key makes every repetition harmless. */
export function useSend(ticketId: string) {
  const queryClient = useQueryClient()
  const { memberId } = useSession()
  const mutation = useMutation({
    mutationKey: keys.sending(ticketId),
    mutationFn: post,
    onMutate: (entry: OutboxEntry) => putInOutbox({ ...entry, refusal: undefined }),
    retry: (count, failure) => !(failure instanceof DeskProblem && failure.status < 500) && count < TRIES,
    retryDelay: (attempt) => Math.min(400 * 2 ** attempt, 6000),
    onSuccess: (message, entry) => {
      queryClient.setQueryData<MessagePages>(keys.messages(ticketId), (held) => withMessage(held, message))
      takeFromOutbox(entry.key)
    },
    onError: (failure, entry) => putInOutbox({ ...entry, refusal: wordsOf(failure) }),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: keys.messages(ticketId) }),
        queryClient.invalidateQueries({ queryKey: keys.ticket(ticketId) }),
        queryClient.invalidateQueries({ queryKey: keys.tickets }),
      ]),
  })
  return {
    send: (mode: OutboxMode, text: string) =>
      mutation.mutate({
        key: newCommandKey(),
        ticketId,
        memberId,
        mode,
        text: text.trim(),
        writtenAt: deskNow().toISOString(),
        refusal: undefined,
      }),
    sendAgain: (entry: OutboxEntry) => mutation.mutate(entry),
  }
}

/** Asks the desk to try a failed message once more. */
export function useRetryMessage(ticketId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (messageId: string) =>
      answerOf(
        api.POST('/api/v1/tickets/{ticketId}/messages/{messageId}/attempts', {
          params: { path: { ticketId, messageId }, header: { 'idempotency-key': newCommandKey() } },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.messages(ticketId) }),
  })
}

function post({ mode, text, ticketId, key }: OutboxEntry): Promise<Message> {
  const params = { path: { ticketId }, header: { 'idempotency-key': key } }
  return mode === 'reply'
    ? answerOf(api.POST('/api/v1/tickets/{ticketId}/replies', { params, body: { text } }))
    : answerOf(api.POST('/api/v1/tickets/{ticketId}/comments', { params, body: { text } }))
}

function withMessage(held: MessagePages | undefined, message: Message): MessagePages | undefined {
  const [newest, ...older] = held?.pages ?? []
  if (held === undefined || newest === undefined || newest.messages.some((each) => each.id === message.id)) {
    return held
  }
  return { ...held, pages: [{ ...newest, messages: [...newest.messages, message] }, ...older] }
}
