import { useEffect, useEffectEvent } from 'react'
import { REACH } from '#domain/conversations/subject.ts'
import { subjectKindOf } from '#domain/tickets/kind.ts'
import type { Line } from '../api/types.ts'
import { shortName } from '../clients/client-name.ts'
import { useShortcut } from '../keys/shortcuts.tsx'
import { useMay, useSession } from '../session/session.ts'
import { keptQuotes } from './kept-quote.ts'
import { quoteWords } from './lines/quote-words.ts'
import type { MessageLine } from './lines/line-of.ts'
import type { Talk } from './talk.ts'

const quotedListeners = new Set<(ticketId: string) => void>()

/** Called whenever somebody chose a message of the ticket to reply to. */
export function useWhenQuoted(ticketId: string, onQuoted: () => void): void {
  const handle = useEffectEvent((quotedIn: string) => {
    if (quotedIn === ticketId) {
      onQuoted()
    }
  })
  useEffect(() => {
    const listener = (quotedIn: string) => handle(quotedIn)
    quotedListeners.add(listener)
    return () => {
      quotedListeners.delete(listener)
    }
  }, [])
}

/** Whether one may reply to single messages there at all. */
export function useMayQuote({ kind }: Pick<Talk, 'kind'>): boolean {
  return useMay('ticket.reply') && REACH[subjectKindOf(kind)].canQuote
}

/** By a key the customer's newest message is replied to. */
export function useQuoteKey(talk: Talk, lines: readonly Line[]): void {
  const quote = useQuoteLine(talk)
  const mayQuote = useMayQuote(talk)
  const newest = lines.findLast((line) => line.line === 'customer-message')
  useShortcut('quote', () => newest && quote(newest), mayQuote && newest !== undefined && isQuotable(newest))
}

/** What is written next in the ticket replies to this message. */
export function useQuoteLine(talk: Pick<Talk, 'id' | 'client'>): (line: MessageLine) => void {
  const { user, memberId } = useSession()
  const client = shortName(talk.client)
  return ({ id, author, text, parts }) => {
    const told = quoteWords({ lineId: id, ticketId: talk.id, author, text, parts, externalKnown: true }, { client, userId: user.id })
    if (told !== undefined) {
      keptQuotes.keep({ memberId, ticketId: talk.id }, told)
      quotedListeners.forEach((listener) => listener(talk.id))
    }
  }
}

/** Facebook has it, and it was not taken back: so it can be replied to. */
export function isQuotable(line: MessageLine): boolean {
  if (line.isPublic || line.afterwards === 'taken-back') {
    return false
  }
  return line.line === 'customer-message' || line.state === 'sent' || line.state === 'delivered' || line.state === 'read'
}
