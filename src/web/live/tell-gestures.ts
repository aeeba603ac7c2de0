import { useEffect } from 'react'
import { REACH } from '#domain/conversations/subject.ts'
import { subjectKindOf } from '#domain/tickets/kind.ts'
import { ask } from '../api/client.ts'
import type { Ticket } from '../api/types.ts'
import { useMay } from '../session/session.ts'

/** Facebook shows that somebody types for 20 s. */
const TYPING_EVERY_MS = 15_000
/** Who has not touched a key for so long thinks, or went away. */
const STOPS_AFTER_MS = 8000

type Typing = { readonly ticketId: string; readonly toldAt: number; readonly stopTimer: number }

let typing: Typing | undefined

type Place = Pick<Ticket, 'id' | 'kind'>

/** Shows the customer that somebody writes to them, for as long as that is so. */
export function useShowTyping(place: Place) {
  const { id: ticketId } = place
  const isShown = REACH[subjectKindOf(place.kind)].hasWindow
  useEffect(() => () => stop(ticketId), [ticketId])
  return {
    wrote: (text: string): void => (!isShown ? undefined : text.trim() === '' ? stop(ticketId) : type(ticketId)),
    stopped: (): void => stop(ticketId),
  }
}

function type(ticketId: string): void {
  const now = performance.now()
  if (typing !== undefined && typing.ticketId !== ticketId) {
    stop(typing.ticketId)
  }
  window.clearTimeout(typing?.stopTimer)
  const isTold = typing !== undefined && now - typing.toldAt < TYPING_EVERY_MS
  typing = {
    ticketId,
    toldAt: isTold && typing !== undefined ? typing.toldAt : now,
    stopTimer: window.setTimeout(() => stop(ticketId), STOPS_AFTER_MS),
  }
  if (!isTold) {
    tell(ticketId, { gesture: 'typing' })
  }
}

function stop(ticketId: string): void {
  if (typing?.ticketId === ticketId) {
    window.clearTimeout(typing.stopTimer)
    typing = undefined
    tell(ticketId, { gesture: 'stopped' })
  }
}

const seenUpTo = new Map<string, string>()

/** Shows the customer that what they wrote was seen by somebody who may answer it. `upTo`: the newest line of theirs that is before whoever looks. */
export function useShowSeen(place: Place, upTo: string | undefined): void {
  const { id: ticketId } = place
  const isShown = useMay('ticket.reply') && REACH[subjectKindOf(place.kind)].hasWindow
  useEffect(() => {
    if (isShown && upTo !== undefined && seenUpTo.get(ticketId) !== upTo) {
      seenUpTo.set(ticketId, upTo)
      tell(ticketId, { gesture: 'seen', upTo })
    }
  }, [isShown, ticketId, upTo])
}

type Gesture = { readonly gesture: 'typing' | 'stopped' } | { readonly gesture: 'seen'; readonly upTo: string }

function tell(ticketId: string, body: Gesture): void {
  // True for a moment only, and nothing that whoever works could do anything about.
  ask('PUT /api/v1/tickets/:ticketId/gesture', { params: { ticketId }, body }).catch(() => undefined)
}
