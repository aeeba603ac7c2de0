import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import { tellFailure } from '../api/tell-failure.ts'
import type { FilePart, Line } from '../api/types.ts'
import { useSession } from '../session/session.ts'
import { useNow } from '../ui/use-now.ts'
import { linesQuery } from './conversation-queries.ts'
import { giveBackDraft } from './drafts.ts'
import { giveBackFiles } from './files/chosen-files.ts'
import type { LineOf } from './lines/line-of.ts'
import type { TalkByName } from './talk.ts'

export type Held = {
  /** Until it goes. */
  readonly seconds: number
  readonly isBusy: boolean
  takeBack(): void
  sendNow(): void
}

/** What one has sent last and the desk still holds. */
export function useHeld(talk: Pick<TalkByName, 'id' | 'wholePost'>): Held | undefined {
  const { user, memberId } = useSession()
  const queryClient = useQueryClient()
  const now = useNow(1000)
  const { data: line } = useInfiniteQuery({
    ...linesQuery(talk.id),
    select: ({ pages }) => pages[0]?.messages.findLast((each) => isHeldBy(user.id, each)),
  })
  const onSettled = () => queryClient.invalidateQueries({ queryKey: keys.messages(talk.id) })
  const params = { ticketId: talk.id, messageId: line?.id ?? '' }
  const takingBack = useMutation({
    mutationFn: () => ask('DELETE /api/v1/tickets/:ticketId/messages/:messageId', { params }),
    onMutate: () => filesIn(queryClient.getQueryData(linesQuery(talk.id).queryKey)?.pages[0]?.messages ?? []),
    onSuccess: ({ text, files }, _none, stood) => {
      const reply = { memberId, ticketId: talk.id, threadId: talk.wholePost === null ? undefined : (line?.threadId ?? undefined) }
      giveBackDraft({ ...reply, mode: 'reply' }, text)
      giveBackFiles(
        reply,
        files.flatMap((id) => stood.get(id) ?? []),
      )
    },
    onSettled,
    onError: tellFailure,
  })
  const sendingNow = useMutation({
    mutationFn: () => ask('DELETE /api/v1/tickets/:ticketId/messages/:messageId/hold', { params }),
    onSettled,
    onError: tellFailure,
  })
  const seconds = secondsLeft(line?.heldUntil ?? null, now)
  return seconds === 0
    ? undefined
    : {
        seconds,
        isBusy: takingBack.isPending || sendingNow.isPending,
        takeBack: () => takingBack.mutate(),
        sendNow: () => sendingNow.mutate(),
      }
}

/** 0: it is not held, or no longer. */
export function secondsLeft(heldUntil: string | null, now: Date): number {
  return heldUntil === null ? 0 : Math.max(0, Math.ceil((Date.parse(heldUntil) - now.getTime()) / 1000))
}

/** What stands in the conversation, by its id: with the lines that are taken back it goes from there. */
function filesIn(lines: readonly Line[]): ReadonlyMap<string, FilePart> {
  const parts = lines.flatMap((line) => (line.line === 'our-message' ? line.parts : []))
  return new Map(parts.flatMap((part) => (part.part === 'file' ? [[part.id, part]] : [])))
}

type OurMessage = LineOf<'our-message'>

function isHeldBy(userId: string, line: Line): line is OurMessage {
  return line.line === 'our-message' && line.heldUntil !== null && line.author.id === userId
}
