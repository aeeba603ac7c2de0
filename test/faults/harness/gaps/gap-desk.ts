import { setTimeout } from 'node:timers/promises'
import { checkChannels } from '#desk/channels/check-channels.ts'
import { FULL_PAGE } from '#test/cast.ts'
import type { TestDatabase } from '#test/database.ts'
import { openFacebookDesk } from '#test/facebook-desk.ts'
import { openSleeper } from '#test/sleeping-desk.ts'
import type { GapStory, Step } from './gap-story.ts'

export type GapDesk = Awaited<ReturnType<typeof openGapDesk>>

const HOUR_MS = 3_600_000
/** Facebook's times may be later than ours by minutes alone, so its clock begins behind. */
const BEGINS_BEFORE_MS = 30 * HOUR_MS
const LOOK_AGAIN_MS = 50

/** A desk with a Page, before a Facebook in which the story is played. */
export async function openGapDesk(newDatabase?: () => Promise<TestDatabase>) {
  const world = await openFacebookDesk(newDatabase ? { newDatabase } : {})
  world.clock.now = new Date(Date.now() - BEGINS_BEFORE_MS)
  await world.sandbox.control('POST', 'clock', { set: world.clock.now.toISOString() })
  const { control } = world.sandbox
  const { posts } = await control<{ posts: { id: string }[] }>('GET', `wall/${FULL_PAGE}`)
  for (const { id } of posts) {
    await control('DELETE', `posts/${id}`)
  }
  const sleeper = await openSleeper(world)
  const ids = { people: [] as string[], posts: [] as string[], comments: [] as string[] }
  /** What the Page calls people, by what the story calls them. */
  const psids = new Map<string, string>()
  const idOf = (kind: keyof typeof ids, number: number) => {
    const id = ids[kind][number]
    if (id === undefined) {
      throw new Error(`the story speaks of ${kind} ${number}, which is none yet`)
    }
    return id
  }

  async function happen(step: Step): Promise<void> {
    switch (step.kind) {
      case 'message':
      case 'answer': {
        const path = step.kind === 'message' ? 'messages' : 'inbox'
        const said = { page_id: FULL_PAGE, person_id: idOf('people', step.person), text: step.text }
        const { psid } = await control<{ psid: string }>('POST', path, said)
        psids.set(psid, `person ${step.person}`)
        return
      }
      case 'post':
        ids.posts.push((await control<{ id: string }>('POST', 'posts', { page_id: FULL_PAGE, message: step.text })).id)
        return
      case 'comment': {
        const on = step.below === undefined ? idOf('posts', step.post) : idOf('comments', step.below)
        const by = step.by === 'page' ? { as_page: FULL_PAGE } : { person_id: idOf('people', step.by) }
        ids.comments.push((await control<{ id: string }>('POST', 'comments', { object_id: on, ...by, message: step.text })).id)
        return
      }
      case 'edit':
        await control('PATCH', `comments/${idOf('comments', step.comment)}`, { message: step.text })
        return
      case 'hide':
        await control('PATCH', `comments/${idOf('comments', step.comment)}`, { is_hidden: step.isHidden })
        return
      case 'remove':
        await control('DELETE', `comments/${idOf('comments', step.comment)}`)
    }
  }

  return {
    ...world,
    ...sleeper,
    ids,
    psids,
    /** The steps, over so much time. */
    play: async (steps: readonly Step[], overMs: number) => {
      for (const step of steps) {
        await sleeper.pass(Math.ceil(overMs / steps.length))
        await happen(step)
      }
    },
    meet: async ({ people }: GapStory) => {
      for (let one = 0; one < people; one += 1) {
        ids.people.push((await control<{ id: string }>('POST', 'people', { name: `Person ${one}` })).id)
      }
    },
    /** All that Facebook told is read. */
    hear: async () => {
      while ((await control<{ waiting: unknown[] }>('GET', 'webhooks')).waiting.length > 0) {
        await setTimeout(LOOK_AGAIN_MS)
      }
      await sleeper.wake()
    },
    /** What the desk has to be done about its channels is done: each check may ask for a repair. */
    mend: async () => {
      await checkChannels(world.desk, sleeper.checks)
      while (world.repairJobs.shift()) {
        await sleeper.repair()
      }
    },
  }
}
