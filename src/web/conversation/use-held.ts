import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import { tellFailure } from '../api/tell-failure.ts'
import type { FilePart, FilledTemplate, Line } from '../api/types.ts'
import { shortName } from '../clients/client-name.ts'
import { useSession } from '../session/session.ts'
import { useNow } from '../ui/use-now.ts'
import { linesQuery } from './conversation-queries.ts'
import { giveBackDraft } from './drafts.ts'
import { giveBackFiles } from './files/chosen-files.ts'
import { keptMentions } from './kept-mention.ts'
import { keptQuotes } from './kept-quote.ts'
import { keptOffers } from './offers/kept-offers.ts'
import { draftOfOffer } from './offers/offer-draft.ts'
import type { LineOf } from './lines/line-of.ts'
import { quoteWords } from './lines/quote-words.ts'
import type { TalkByName } from './talk.ts'

export type Held = {
  /** Until it goes. */
  readonly seconds: number
  readonly isBusy: boolean
  takeBack(): void
  sendNow(): void
}

type OurMessage = LineOf<'our-message'>

/** What one has sent last and the desk still holds. A template that is taken back is no draft: its words may not be sent as one's own. */
export function useHeld(
  talk: Pick<TalkByName, 'id' | 'wholePost' | 'client'>,
  onTemplateBack: (template: FilledTemplate) => void,
): Held | undefined {
  const { user, memberId } = useSession()
  const queryClient = useQueryClient()
  const now = useNow(1000)
  const { data: line } = useInfiniteQuery({
    ...linesQuery(talk.id),
    select: ({ pages }) => pages[0]?.messages.findLast((each) => isHeldBy(user.id, each)),
  })
  const onSettled = () => queryClient.invalidateQueries({ queryKey: keys.messages(talk.id) })
  const paramsOf = ({ id }: OurMessage) => ({ ticketId: talk.id, messageId: id })
  const takingBack = useMutation({
    mutationFn: (sent: OurMessage) => ask('DELETE /api/v1/tickets/:ticketId/messages/:messageId', { params: paramsOf(sent) }),
    // With the lines that are taken back all that is theirs goes from the conversation, before the answer is there or after it.
    onMutate: (sent) =>
      (queryClient.getQueryData(linesQuery(talk.id).queryKey)?.pages[0]?.messages ?? []).filter((each) => isOneText(sent, each)),
    onSuccess: ({ text, mention, files, offer, template }, { threadId }, stood) => {
      if (template !== null) {
        onTemplateBack(template)
        return
      }
      const reply = { memberId, ticketId: talk.id, threadId: talk.wholePost === null ? undefined : (threadId ?? undefined) }
      giveBackDraft({ ...reply, mode: 'reply' }, text)
      if (mention !== null) {
        const { messageId: lineId, name, length } = mention
        keptMentions.giveBack(reply, { lineId, name, length })
      }
      if (offer !== null) {
        keptOffers.giveBack(reply, draftOfOffer(offer))
      }
      giveBackFiles(reply, filesIn(stood, files))
      const quote = stood.find((each) => each.quote !== null)?.quote ?? undefined
      const quoting = quote && quoteWords(quote, { client: shortName(talk.client), userId: user.id })
      if (quoting !== undefined) {
        keptQuotes.giveBack(reply, quoting)
      }
    },
    onSettled,
    onError: tellFailure,
  })
  const sendingNow = useMutation({
    mutationFn: (sent: OurMessage) => ask('DELETE /api/v1/tickets/:ticketId/messages/:messageId/hold', { params: paramsOf(sent) }),
    onSettled,
    onError: tellFailure,
  })
  const isBusy = takingBack.isPending || sendingNow.isPending
  const seconds = secondsLeft(line?.heldUntil ?? null, now)
  return line === undefined || seconds === 0
    ? undefined
    : {
        seconds,
        isBusy,
        takeBack: () => (isBusy ? undefined : takingBack.mutate(line)),
        sendNow: () => (isBusy ? undefined : sendingNow.mutate(line)),
      }
}

/** 0: it is not held, or no longer. */
export function secondsLeft(heldUntil: string | null, now: Date): number {
  return heldUntil === null ? 0 : Math.max(0, Math.ceil((Date.parse(heldUntil) - now.getTime()) / 1000))
}

/** The files of these ids, as they stood in the conversation. */
function filesIn(stood: readonly OurMessage[], ids: readonly string[]): readonly FilePart[] {
  const files = stood.flatMap(({ parts }) => parts.filter((part) => part.part === 'file'))
  return ids.flatMap((id) => files.find((file) => file.id === id) ?? [])
}

/** The message itself, and those that are one text with it. */
function isOneText(sent: OurMessage, line: Line): line is OurMessage {
  return line.line === 'our-message' && (line.id === sent.id || (sent.series !== null && line.series?.id === sent.series.id))
}

function isHeldBy(userId: string, line: Line): line is OurMessage {
  return line.line === 'our-message' && line.heldUntil !== null && line.author.id === userId
}
