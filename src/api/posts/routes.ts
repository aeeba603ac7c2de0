import { DeskError } from '#domain/errors.ts'
import { readPost } from '#storage/posts/post.ts'
import type { ApiContext } from '../context.ts'
import { viewerOf } from '../conversation/viewer.ts'
import type { Api } from '../server/api.ts'
import * as contract from './contract.ts'
import { presentPost } from './present.ts'

export function registerPosts(app: Api, { desk }: ApiContext): void {
  app.route({
    ...contract.getPost,
    config: { permission: 'ticket.read' },
    handler: async ({ actor, params }) => {
      const post = await readPost(desk.db, { workspaceId: actor.workspaceId, ...params })
      if (!post) {
        throw new DeskError('not-found', 'There is no such post.')
      }
      return presentPost(params, post, viewerOf(actor))
    },
  })
}
