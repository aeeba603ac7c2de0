import { setTimeout } from 'node:timers/promises'
import { FULL_PAGE, OWNER } from '#test/cast.ts'
import type { TestDatabase } from '#test/database.ts'
import { compare, type Compared } from '../storm/compare.ts'
import { openGapDesk, type GapDesk } from './gap-desk.ts'
import { readGapState } from './gap-state.ts'
import { tellGapStory, type GapSize } from './gap-story.ts'

const MINUTE_MS = 60_000
const LOOK_AGAIN_MS = 50

type Gap = {
  /** How long nothing is heard. */
  readonly lastsMs: number
  begin(desk: GapDesk): Promise<void>
  end(desk: GapDesk): Promise<void>
}

const LOSE_ALL = { on: 'webhook', act: 'drop', times: 1_000_000 }

/** Why a desk does not hear its Page, and how it comes to hear it again. */
const GAPS = {
  /** For more than the hour after which Facebook takes an app off a Page whose private messages it cannot bring. */
  away: {
    lastsMs: 150 * MINUTE_MS,
    begin: async ({ door, sandbox }) => {
      door.isShut = true
      await sandbox.control('PATCH', 'settings', { webhook_give_up_ms: 1000, retry_delays_ms: [20] })
    },
    end: async ({ door, sandbox }) => {
      while ((await subscribedFields(sandbox)).length > 0) {
        await setTimeout(LOOK_AGAIN_MS)
      }
      door.isShut = false
    },
  },
  'dead-key': {
    lastsMs: 20 * 60 * MINUTE_MS,
    begin: async ({ look, sandbox }) => {
      await sandbox.control('POST', 'tokens/kill', { person_id: OWNER, subcode: 460 })
      await sandbox.control('POST', 'faults', LOSE_ALL)
      await look()
    },
    end: async ({ anna, authorise, connect, sandbox }) => {
      await sandbox.control('DELETE', 'faults')
      const { status, text } = await connect(anna, await authorise(anna), [FULL_PAGE])
      if (status !== 200) {
        throw new Error(`the Page was not connected again: ${status} ${text}`)
      }
    },
  },
  /** Nothing tells of it: it is found by comparing. */
  'every-third-lost': {
    lastsMs: 60 * MINUTE_MS,
    begin: async ({ sandbox }) => void (await sandbox.control('POST', 'faults', { on: 'webhook', act: 'drop', every: 3 })),
    end: async ({ anna, call, channel, sandbox }) => {
      await sandbox.control('DELETE', 'faults')
      const { status, text } = await call(anna, `POST /api/v1/channels/${channel.channelId}/comparisons`)
      if (status !== 202) {
        throw new Error(`the Page was not compared: ${status} ${text}`)
      }
    },
  },
} as const satisfies Readonly<Record<string, Gap>>

export type GapKind = keyof typeof GAPS
export const GAP_KINDS = Object.keys(GAPS) as GapKind[]

export type GapPlan = {
  readonly kind: GapKind
  readonly seed: number
  readonly size: GapSize
  /** A migrated and empty one for each desk, where it is not the run's. */
  readonly newDatabase?: () => Promise<TestDatabase>
}

/** Plays one story before two desks, one of which does not hear all of it and mends that. Answers with what is not the same in the end. */
export async function runGap({ kind, seed, size, newDatabase }: GapPlan): Promise<Compared[]> {
  const { lastsMs, begin, end }: Gap = GAPS[kind]
  const story = tellGapStory(size, seed)
  const live = async (gap: Pick<Gap, 'begin' | 'end'> | undefined) => {
    const desk = await openGapDesk(newDatabase)
    try {
      await desk.meet(story)
      await desk.play(story.before, 30 * MINUTE_MS)
      await desk.hear()
      await gap?.begin(desk)
      await desk.play(story.meanwhile, lastsMs)
      await desk.pass(5 * MINUTE_MS)
      await gap?.end(desk)
      await desk.hear()
      await desk.mend()
      return await readGapState(desk)
    } finally {
      await desk.close()
    }
  }
  return compare(await live(undefined), await live({ begin, end }))
}

async function subscribedFields(sandbox: GapDesk['sandbox']): Promise<readonly string[]> {
  const { pages } = await sandbox.control<{ pages: { id: string; subscribed_fields: string[] }[] }>('GET', 'world')
  return pages.find(({ id }) => id === FULL_PAGE)?.subscribed_fields ?? []
}
