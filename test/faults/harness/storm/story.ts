import type { MessageId } from '#domain/ids.ts'
import { createDice, type Dice } from './dice.ts'
import { makeSomething } from './kinds.ts'
import { newWall, type Wall } from './make-public.ts'
import { malform } from './malform.ts'
import { fromPerson, type FileName, type Json, type Talk } from './scene.ts'

/** One event, in an envelope entry of its own. */
export type Event = { readonly kind: string; readonly entry: unknown; readonly isMalformed: boolean }

/** A reply of the desk that is in doubt when the storm begins. */
export type Doubtful = { readonly id: MessageId; readonly pageId: string; readonly personId: string; readonly at: Date }

export type Story = {
  /** First messages, told and taken in before the desk answers them. */
  readonly opening: readonly Event[]
  readonly doubtful: readonly Doubtful[]
  /** All else, in the order in which it happened. */
  readonly events: readonly Event[]
}

export type StoryPlan = {
  readonly seed: number
  readonly events: number
  /** Of the server of the files. */
  readonly filesAt: string
}

export const PAGES = ['1067280970047460', '100200300400', '99887766'] as const

/** Everything happens before this: whatever has a later moment was dated by its arrival. */
export const LATEST = Date.UTC(2026, 10, 24)
const EARLIEST = Date.UTC(2026, 10, 18)
const MALFORMED = 0.05
/** Each has so many events, on average. */
const EVENTS_OF_A_PERSON = 25

/** What happens between three Pages and many persons. The same plan makes the same story. */
export function tellStory({ seed, events, filesAt }: StoryPlan): Story {
  const dice = createDice(seed)
  const walls = PAGES.map(() => newWall())
  const talks = Array.from({ length: Math.ceil(events / EVENTS_OF_A_PERSON) }, (_, index) => newTalk(index, walls))
  const [first, ...others] = talks
  let named = 0
  const newName = (): string => `m_${(named += 1)}`
  const fileOf = (kind: FileName): string => `${filesAt}/${kind}-${dice.below(12)}?oh=${dice.below(4)}`
  const step = (LATEST - EARLIEST) / (events + 1)
  const told: Event[] = []
  let at = EARLIEST
  while (told.length < events && first) {
    // Now and then two things happen in one moment.
    at = dice.isLucky(0.05) ? at : Math.floor(EARLIEST + told.length * step)
    const talk = dice.isLucky(0.2) ? dice.pick([first, ...others.slice(0, 3)]) : dice.pick([first, ...others])
    const { kind, items } = makeSomething({ dice, talk, at, newName, fileOf })
    told.push(
      ...items.map(({ list, item }) =>
        eventOf(
          { kind, entry: { id: talk.pageId, time: list === 'changes' ? Math.ceil(at / 1000) : at + dice.below(900), [list]: [item] } },
          dice,
        ),
      ),
    )
  }
  return { ...openingOf(talks), events: told.slice(0, events) }
}

function newTalk(index: number, walls: readonly Wall[]): Talk {
  const [pageId, wall] = [PAGES[index % PAGES.length] ?? PAGES[0], walls[index % PAGES.length] ?? newWall()]
  const talk = { pageId, personId: `2401234567890${1000 + index}`, said: [], wall }
  const own = index % 4 === 0 ? { id: ownId(index), mid: `m_own_${index}`, isEchoed: false } : undefined
  return { ...talk, own }
}

function ownId(index: number): MessageId {
  return `0195f1de-0000-7000-8000-${String(index).padStart(12, '0')}` as MessageId
}

function eventOf({ kind, entry }: { readonly kind: string; readonly entry: Json }, dice: Dice): Event {
  if (!dice.isLucky(MALFORMED)) {
    return { kind, entry, isMalformed: false }
  }
  const { how, entry: spoiled } = malform(entry, dice)
  return { kind: `${kind} with ${how}`, entry: spoiled, isMalformed: true }
}

const MINUTE = 60_000

function openingOf(talks: readonly Talk[]): Pick<Story, 'opening' | 'doubtful'> {
  const answered = talks.flatMap(({ own, ...talk }) => (own ? [{ own, talk }] : []))
  return {
    opening: answered.map(({ talk, own }) => {
      const at = EARLIEST - 60 * MINUTE
      const scene = { talk, at } as Parameters<typeof fromPerson>[0]
      const item = fromPerson(scene, { message: { mid: `${own.mid}_asked`, text: 'Hello?' } })
      return { kind: 'opening', entry: { id: talk.pageId, time: at, messaging: [item] }, isMalformed: false }
    }),
    doubtful: answered.map(({ talk: { pageId, personId }, own: { id } }) => ({
      id,
      pageId,
      personId,
      at: new Date(EARLIEST - 30 * MINUTE),
    })),
  }
}
