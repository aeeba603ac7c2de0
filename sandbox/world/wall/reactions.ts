import { tell, type World } from '../world.ts'
import { authorKey } from './authors.ts'
import { announceReaction } from './feed-changes.ts'
import type { Author, Comment, Post, ReactionType } from './wall.ts'

/** Someone likes, loves, … a post or comment, changes their mind, or (undefined) takes it back. Says whether anything changed. */
export function react(
  world: World,
  on: Post | Comment,
  { by, type }: { readonly by: Author; readonly type: ReactionType | undefined },
): boolean {
  const key = authorKey(by)
  const before = on.reactions.get(key)
  if (before?.type === type) {
    return false
  }
  if (type === undefined) {
    on.reactions.delete(key)
  } else {
    on.reactions.set(key, { by, type, at: world.clock.now() })
  }
  tell(world, { type: 'wall', pageId: on.pageId })
  const told = type ?? before?.type
  if (told !== undefined) {
    announceReaction(world, on, { by, type: told, verb: type === undefined ? 'remove' : before ? 'edit' : 'add' })
  }
  return true
}
