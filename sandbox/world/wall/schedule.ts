import type { Change, World } from '../world.ts'
import { publishDue } from './posts.ts'

/** Beyond this a timer of Node would fire at once. */
const LONGEST_WAIT_MS = 2_000_000_000

/** Publishes scheduled posts when their time comes, also when the clock was moved there. */
export function keepSchedule(world: World): { close(): void } {
  let timer: NodeJS.Timeout | undefined
  let isPublishing = false
  const look = () => {
    if (isPublishing) {
      return
    }
    clearTimeout(timer)
    isPublishing = true
    const next = publishDue(world)
    isPublishing = false
    timer = next === undefined ? undefined : setTimeout(look, Math.min(next - world.clock.now(), LONGEST_WAIT_MS))
  }
  const listen = ({ type }: Change) => {
    if (type === 'clock' || type === 'reset' || (type === 'wall' && world.state.wall.scheduled.size > 0)) {
      look()
    }
  }
  world.listeners.add(listen)
  look()
  return {
    close: () => {
      clearTimeout(timer)
      world.listeners.delete(listen)
    },
  }
}
