import { useMemo, useState } from 'react'
import { REACH } from '#domain/conversations/subject.ts'
import { subjectKindOf } from '#domain/tickets/kind.ts'
import type { MessageLine } from '../conversation/lines/line-of.ts'
import type { WallItem } from './wall-items.ts'
import type { WallTalk } from './wall-talk.ts'

/** A comment that was ticked, and where it stands. */
export type Chosen = { readonly line: MessageLine; readonly talk: WallTalk }

/** Whether there is anything that whoever may moderate can do to several of its kind at once: Facebook lets nobody moderate mentions and reviews. */
export function isPickable({ line, talk }: Chosen, mayModerate: boolean): boolean {
  const { acts } = REACH[subjectKindOf(talk.kind)]
  return mayModerate && line.takenBackAt === null && line.ticketId !== null && acts.includes('hide')
}

export type Selection = {
  readonly chosen: ReadonlyMap<string, Chosen>
  readonly toggle: (one: Chosen) => void
  readonly clear: () => void
  /** All others stay ticked. */
  readonly letGo: (ids: ReadonlySet<string>) => void
}

/** What is ticked stays so while the wall changes below it, each as it stands now. */
export function useSelection(items: readonly WallItem[]): Selection {
  const [ticked, setTicked] = useState<ReadonlyMap<string, Chosen>>(new Map())
  const chosen = useMemo(() => (ticked.size === 0 ? ticked : asTheyStand(ticked, items)), [ticked, items])
  const handlers = useMemo(
    () => ({
      toggle: (one: Chosen) => setTicked((before) => toggled(before, one)),
      clear: () => setTicked(new Map()),
      letGo: (ids: ReadonlySet<string>) => setTicked((before) => new Map([...before].filter(([id]) => !ids.has(id)))),
    }),
    [],
  )
  return { chosen, ...handlers }
}

function toggled(before: ReadonlyMap<string, Chosen>, one: Chosen): ReadonlyMap<string, Chosen> {
  const after = new Map(before)
  if (!after.delete(one.line.id)) {
    after.set(one.line.id, one)
  }
  return after
}

function asTheyStand(ticked: ReadonlyMap<string, Chosen>, items: readonly WallItem[]): ReadonlyMap<string, Chosen> {
  const lines = new Map(items.flatMap((item) => (item.kind === 'line' && ticked.has(item.key) ? [[item.key, item.line]] : [])))
  return new Map([...ticked].map(([id, { line, talk }]) => [id, { line: lines.get(id) ?? line, talk }]))
}
