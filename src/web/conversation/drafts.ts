import { useMemo, useSyncExternalStore } from 'react'
import { kept } from '../kept/kept.ts'
import { readList } from '../kept/read-json.ts'
import type { BegunHere } from './begun-mode.ts'
import type { DraftThere } from './draft-step.ts'
import { keptMentions } from './kept-mention.ts'
import { keptQuotes } from './kept-quote.ts'
import { keptOffers } from './offers/kept-offers.ts'
import { readOffer } from './offers/read-offer.ts'
import type { OutboxMode } from './outbox-item.ts'

const DRAFT = 'pagedesk-draft'
const SEEN = 'pagedesk-seen-draft'

/**
 * Whose text, for which ticket, in which mode: in a browser that several people use nobody sees what another began. `threadId`: of a ticket that holds
 * several threads the one that is answered: what was begun for one person is never shown to be sent to another.
 */
export type DraftOf = {
  readonly memberId: string
  readonly ticketId: string
  readonly mode: OutboxMode
  readonly threadId?: string | undefined
}

/** Whose words they are with which something is done to one line, whatever becomes of its ticket. */
export type ActDraft = { readonly memberId: string; readonly messageId: string; readonly mode: 'edit' | 'reply-privately' }

type Kept = DraftOf | ActDraft

/** Unfinished texts. They outlive looking elsewhere, a reload, a crash and signing out. */
export function readDraft(of: Kept): string {
  return kept.read(nameOfDraft(of)) ?? ''
}

export function keepDraft(of: Kept, text: string): void {
  if (text === readDraft(of)) {
    return
  }
  if (text === '') {
    kept.remove(nameOfDraft(of))
    givenBack.delete(nameOfDraft(of))
  } else {
    kept.write(nameOfDraft(of), text)
  }
}

const returning = new Set<() => void>()
/** The drafts that the desk has not got back. */
const givenBack = new Set<string>()

/** Whether it was sent and taken back: that the desk holds none of it is no news of another browser, for the sending emptied it there. */
export function isGivenBack(of: DraftOf): boolean {
  return givenBack.has(nameOfDraft(of))
}

/** What was sent and taken back is written on, before what was begun since. */
export function giveBackDraft(of: DraftOf, text: string): void {
  keepDraft(of, [text, readDraft(of)].filter((each) => each !== '').join('\n\n'))
  givenBack.add(nameOfDraft(of))
  returning.forEach((listener) => listener())
}

/** Calls when something was given back, wherever the focus is. */
export function onGivenBack(listener: () => void): () => void {
  returning.add(listener)
  return () => returning.delete(listener)
}

type Move = {
  readonly memberId: string
  readonly from: string
  readonly to: string
  readonly modes: readonly OutboxMode[]
  /** Only what was begun in this thread; else all of it. */
  readonly threadId?: string | undefined
  /** In which of the other it goes on, where that holds several, too. */
  readonly toThreadId?: string | undefined
}

/** What one began to write in a ticket goes on in another one, below what one began there. */
export function takeDraftsAlong({ memberId, from, to, modes, threadId, toThreadId }: Move): void {
  for (const mode of modes) {
    const next: DraftOf = { memberId, ticketId: to, mode, threadId: toThreadId }
    const old = allOf({ memberId, ticketId: from, mode, threadId })
    const texts = [readDraft(next), ...old.values()].filter((text) => text !== '')
    keepDraft(next, texts.join('\n\n'))
    old.forEach((_text, name) => kept.remove(name))
  }
  keptQuotes.takeAlong({ memberId, from, to })
  keptMentions.takeAlong({ memberId, from, to, threadId, toThreadId })
  keptOffers.takeAlong({ memberId, from, to })
}

/** Calls after each change of a draft, also one of another tab. */
export function subscribeToDraft(of: Kept, listener: () => void): () => void {
  return kept.subscribe(nameOfDraft(of), listener)
}

/** What one began in a ticket in each mode, beside what this browser saw of it at the desk. */
export function useBegunHere(memberId: string, ticketId: string): Readonly<Record<OutboxMode, BegunHere>> {
  const snapshot = useSyncExternalStore(
    (listener) => {
      const stops = [kept.subscribe(DRAFT, listener), kept.subscribe(SEEN, listener)]
      return () => stops.forEach((stop) => stop())
    },
    () => JSON.stringify([begunIn({ memberId, ticketId, mode: 'reply' }), begunIn({ memberId, ticketId, mode: 'internal' })]),
  )
  return useMemo(() => {
    const [reply, internal] = JSON.parse(snapshot) as [BegunHere, BegunHere]
    return { reply, internal }
  }, [snapshot])
}

/** Of several threads the first in which something was begun. */
function begunIn(of: DraftOf): BegunHere {
  const name = [...allOf(of)].find(([, text]) => text !== '')?.[0] ?? nameOfDraft(of)
  return { here: (kept.read(name) ?? '').trim(), seen: readSeen(kept.read(seenOf(name))).text.trim() }
}

/** The desk has got what this browser brought. */
export function keepBrought(of: DraftOf, brought: DraftThere): void {
  givenBack.delete(nameOfDraft(of))
  keepSeen(of, brought)
}

/** What this browser saw last of what the desk holds of a draft. */
export function useSeen(of: DraftOf): DraftThere {
  const item = useSyncExternalStore(
    (listener) => kept.subscribe(seenName(of), listener),
    () => kept.read(seenName(of)),
  )
  return useMemo(() => readSeen(item), [item])
}

export function keepSeen(of: DraftOf, { version, text, offer }: DraftThere): void {
  const item = JSON.stringify([version, text, ...(offer === undefined ? [] : [offer])])
  if (kept.read(seenName(of)) !== item) {
    kept.write(seenName(of), item)
  }
}

function seenName(of: DraftOf): string {
  return seenOf(nameOfDraft(of))
}

function seenOf(name: string): string {
  return `${SEEN}${name.slice(DRAFT.length)}`
}

/** What cannot be read was never seen: then both are shown, and nothing is written over. */
function readSeen(item: string | undefined): DraftThere {
  const [version, text, offer] = readList(item)
  const offered = readOffer(offer)
  const isRead = typeof version === 'number' && typeof text === 'string' && (offer === undefined || offered !== undefined)
  return isRead ? { version, text, offer: offered } : { version: 0, text: '', offer: undefined }
}

/** What one began by itself, and in any thread. */
function allOf(of: DraftOf): ReadonlyMap<string, string> {
  const name = nameOfDraft(of)
  return new Map([...kept.all(name)].filter(([each]) => each === name || each.startsWith(`${name} `)))
}

export function nameOfDraft(of: Kept): string {
  if ('messageId' in of) {
    return `${DRAFT} ${of.memberId} ${of.messageId} ${of.mode}`
  }
  return [DRAFT, of.memberId, of.ticketId, of.mode, ...(of.threadId === undefined ? [] : [of.threadId])].join(' ')
}
