import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useSession } from '../session/session.ts'
import { draftStep, type DraftThere } from './draft-step.ts'
import { keepSeen, useSeen, type DraftOf } from './drafts.ts'
import { draftsQuery, useBringDraft, type Draft } from './drafts-queries.ts'

export type DraftConflict = {
  /** What another browser holds. */
  readonly theirs: string
  readonly savedAt: string
  takeTheirs(): void
  keepMine(): void
}

const NOTHING: DraftThere = { text: '', version: 0 }
/** One who writes pauses as long. */
const PAUSE_MS = 1000

/** Keeps a draft the same here and at the desk, in both directions. */
export function useDraftThere(of: DraftOf, here: string, setHere: (text: string) => void): DraftConflict | undefined {
  const { user } = useSession()
  const { data } = useQuery(draftsQuery(of.ticketId))
  const draft = data?.drafts.find((each) => each.userId === user.id && isOf(each, of))
  const there = draft ?? NOTHING
  const seen = useSeen(of)
  const step = data === undefined ? ({ kind: 'wait' } as const) : draftStep({ here, seen, there })
  const { mutate: bring } = useBringDraft(of)
  const pending = useRef<() => void>(undefined)

  const learn = useEffectEvent((version: number, text: string) => keepSeen(of, { version, text }))
  const take = useEffectEvent(() => {
    setHere(there.text)
    keepSeen(of, there)
  })

  useEffect(() => {
    if (step.kind === 'agree') {
      learn(there.version, there.text)
    } else if (step.kind === 'take') {
      take()
    }
  }, [step.kind, there.version, there.text])

  const over = step.kind === 'bring' ? step.seen : undefined
  useEffect(() => {
    if (over === undefined) {
      return undefined
    }
    pending.current = () => {
      pending.current = undefined
      bring({ text: here, seen: over }, { onSuccess: ({ version }) => learn(version, here) })
    }
    // What was sent stands nowhere else any more, at once: it must not be sent from there, too.
    const timer = window.setTimeout(() => pending.current?.(), here === '' ? 0 : PAUSE_MS)
    return () => window.clearTimeout(timer)
  }, [here, over, bring])

  // Whoever looks elsewhere leaves it at the desk.
  useEffect(() => () => pending.current?.(), [])

  if (step.kind !== 'ask' || draft === undefined) {
    return undefined
  }
  return {
    theirs: draft.text,
    savedAt: draft.savedAt,
    takeTheirs: () => {
      setHere(draft.text)
      keepSeen(of, draft)
    },
    keepMine: () => keepSeen(of, draft),
  }
}

function isOf(draft: Draft, { mode, threadId }: DraftOf): boolean {
  return draft.mode === mode && draft.threadId === (threadId ?? null)
}
