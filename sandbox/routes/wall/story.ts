import { findStory } from '../../world/wall/find.ts'
import type { NodeKind } from '../graph/call.ts'
import { commentsEdge } from './comments.ts'
import { likesEdge, reactionsEdge } from './likes.ts'

/** A review of the Page, or a post elsewhere that names it: itself it cannot be read by the app (Webhooks reference for Pages, mention, v26). */
export const story: NodeKind = {
  finds: (world, id) => world.state.settings.storyComments === 'allowed' && findStory(world, id) !== undefined,
  self: {},
  edges: { comments: commentsEdge, likes: likesEdge, reactions: reactionsEdge },
}
