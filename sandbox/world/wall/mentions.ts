import { announceChange } from '../webhooks/webhooks.ts'
import { type Page, type Person, tell, type World } from '../world.ts'
import { newStoryId } from './posts.ts'
import { newStory } from './stories.ts'
import type { Comment, Mention } from './wall.ts'

/** A person names the Page in a post elsewhere. The post's id cannot be read by the app (Webhooks reference for Pages, v26). */
export function mentionPage(world: World, who: { page: Page; person: Person }, message: string): Mention {
  const id = `${who.person.id}_${newStoryId()}`
  const mention: Mention = { id, pageId: who.page.id, personId: who.person.id, item: 'post', postId: id, message, at: world.clock.now() }
  world.state.wall.posts.set(id, newStory('mention', mention))
  return keep(world, mention)
}

/** A comment on another Page's wall names this Page. */
export function announceMention(world: World, pageId: string, comment: Comment): void {
  keep(world, {
    id: comment.id,
    pageId,
    personId: comment.by.kind === 'person' ? comment.by.personId : '',
    item: 'comment',
    postId: comment.postId,
    message: comment.message ?? '',
    at: comment.at,
  })
}

/** The sender stands only in the dashboard's sample, never in a real webhook (recorded bodies). */
function keep(world: World, mention: Mention): Mention {
  world.state.wall.mentions.set(mention.id, mention)
  tell(world, { type: 'wall', pageId: mention.pageId })
  announceChange(
    world,
    { pageId: mention.pageId, field: 'mention', at: mention.at },
    {
      message: mention.message,
      post_id: mention.postId,
      ...(mention.item === 'comment' ? { comment_id: mention.id } : {}),
      created_time: Math.floor(mention.at / 1000),
      item: mention.item,
      verb: 'add',
    },
  )
  return mention
}
