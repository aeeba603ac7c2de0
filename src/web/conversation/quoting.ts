import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { REACH } from '#domain/conversations/subject.ts'
import { subjectKindOf } from '#domain/tickets/kind.ts'
import type { Line } from '../api/types.ts'
import { shortName } from '../clients/client-name.ts'
import { useShortcut } from '../keys/shortcuts.tsx'
import { useMay, useSession } from '../session/session.ts'
import { quoteWords } from './lines/quote-words.ts'
import type { MessageLine } from './lines/line-of.ts'
import type { Talk } from './talk.ts'

/** The message that one replies to, in one line. */
export type Quoting = { readonly lineId: string; readonly by: string; readonly words: string }

const byTicket = new Map<string, Quoting>()
const listeners = new Set<() => void>()
const quotedListeners = new Set<(ticketId: string) => void>()

export function useQuoting(ticketId: string): Quoting | undefined {
  return useSyncExternalStore(subscribe, () => byTicket.get(ticketId))
}

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
  const { user } = useSession()
  const mayQuote = useMayQuote(talk)
  const newest = lines.findLast((line) => line.line === 'customer-message')
  useShortcut('quote', () => newest && quoteLine(talk, newest, user.id), mayQuote && newest !== undefined && isQuotable(newest))
}

/** What is written next in the ticket replies to this message. */
export function quoteLine(talk: Pick<Talk, 'id' | 'client'>, line: MessageLine, userId: string): void {
  const { id: lineId, author, text, parts } = line
  const client = shortName(talk.client)
  const told = quoteWords({ lineId, ticketId: talk.id, author, text, parts, externalKnown: true }, { client, userId })
  if (told !== undefined) {
    byTicket.set(talk.id, { lineId, ...told })
    tell()
    quotedListeners.forEach((listener) => listener(talk.id))
  }
}

/** It replies to none. Answers whether it did. */
export function dropQuote(ticketId: string): boolean {
  const isDropped = byTicket.delete(ticketId)
  if (isDropped) {
    tell()
  }
  return isDropped
}

/** What is sent now replies to it, and what is written next to none. */
export function takeQuote(ticketId: string): { readonly lineId: string; readonly words: string } | undefined {
  const quoting = byTicket.get(ticketId)
  dropQuote(ticketId)
  return quoting && { lineId: quoting.lineId, words: `${quoting.by}: ${quoting.words}` }
}

/** Facebook has it, and it was not taken back: so it can be replied to. */
export function isQuotable(line: MessageLine): boolean {
  if (line.isPublic || line.afterwards === 'taken-back') {
    return false
  }
  return line.line === 'customer-message' || line.state === 'sent' || line.state === 'delivered' || line.state === 'read'
}

function tell(): void {
  listeners.forEach((listener) => listener())
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
