import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useSession } from '../session/session.ts'
import type { DraftContent } from '#domain/tickets/draft.ts'
import { useBringing } from './bringing.ts'
import { draftStep, isEmpty, type DraftStep, type DraftThere } from './draft-step.ts'
import { isGivenBack, keepSeen, useSeen, type DraftOf } from './drafts.ts'
import { draftsQuery, useBringDraft, type Draft } from './drafts-queries.ts'

/** What keeps a draft from being the same here and at the desk. */
export type DraftTrouble = DraftConflict | Extract<DraftStep, { readonly kind: 'refused' }>

export type DraftConflict = {
  readonly kind: 'conflict'
  /** What another browser holds. */
  readonly theirs: DraftContent
  readonly savedAt: string
  takeTheirs(): void
  keepMine(): void
}

const NOTHING: DraftThere = { text: '', offer: undefined, version: 0 }
/** One who writes pauses as long. */
const PAUSE_MS = 1000

/** What this browser holds. Of what takes nothing to tap the desk is told nothing of it. */
type DraftHere = DraftContent & { readonly takesOffer: boolean }

/** Keeps a draft the same here and at the desk, in both directions. */
export function useDraftThere(of: DraftOf, here: DraftHere, setHere: (content: DraftContent) => void): DraftTrouble | undefined {
  const { user } = useSession()
  const { data, dataUpdatedAt: askedAt } = useQuery(draftsQuery(of.ticketId))
  const draft = data?.drafts.find((each) => each.userId === user.id && isOf(each, of))
  const there = draft === undefined ? NOTHING : thereIn(draft)
  const seen = useSeen(of)
  const bringing = useBringing(of)
  const { bring, isOnItsWay, failedAt, refused } = useBringDraft(of)
  // What the desk tells meanwhile may be what is on its way: it is no news of another browser, least of all of what was sent since. Where it could not be reached it tells first.
  const mustWait = data === undefined || isOnItsWay || (failedAt !== undefined && askedAt < failedAt)
  const step = mustWait ? ({ kind: 'wait' } as const) : draftStep({ here, seen, there, isGivenBack: isGivenBack(of), refused, bringing })
  const pending = useRef<() => void>(undefined)

  const learnThere = useEffectEvent(() => keepSeen(of, there))
  const takeThere = useEffectEvent(() => {
    setHere(there)
    keepSeen(of, there)
  })

  useEffect(() => {
    if (step.kind === 'agree') {
      learnThere()
    } else if (step.kind === 'take') {
      takeThere()
    }
  }, [step.kind, there.version])

  const { text, offer, takesOffer } = here
  const over = step.kind === 'bring' ? step.seen : undefined
  useEffect(() => {
    // What was sent meanwhile is brought no more, when one looks elsewhere either.
    pending.current = undefined
    if (over === undefined) {
      return undefined
    }
    pending.current = () => {
      pending.current = undefined
      bring({ text, offer: takesOffer ? (offer ?? null) : undefined, seen: over })
    }
    // What was sent stands nowhere else any more, at once: it must not be sent from there, too.
    const timer = window.setTimeout(() => pending.current?.(), isEmpty({ text, offer }) ? 0 : PAUSE_MS)
    return () => window.clearTimeout(timer)
  }, [text, offer, takesOffer, over, bring])

  // Whoever looks elsewhere leaves it at the desk.
  useEffect(() => () => pending.current?.(), [])

  if (step.kind === 'refused') {
    return step
  }
  if (step.kind !== 'ask' || draft === undefined) {
    return undefined
  }
  return {
    kind: 'conflict',
    theirs: there,
    savedAt: draft.savedAt,
    takeTheirs: () => {
      setHere(there)
      keepSeen(of, there)
    },
    keepMine: () => keepSeen(of, there),
  }
}

function thereIn({ text, offer, version }: Draft): DraftThere {
  return { text, offer: offer ?? undefined, version }
}

function isOf(draft: Draft, { mode, threadId }: DraftOf): boolean {
  return draft.mode === mode && draft.threadId === (threadId ?? null)
}
