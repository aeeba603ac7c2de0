import { orderUploads } from '#desk/files/order-uploads.ts'
import { removeUpload } from '#desk/files/remove-upload.ts'
import { tryFileNow } from '#desk/files/try-file-now.ts'
import { storageProblem } from '#storage/files/storage-problem.ts'
import { uploadsFor } from '#storage/files/uploads.ts'
import type { ApiContext } from '../context.ts'
import type { Api } from '../server/api.ts'
import * as contract from './contract.ts'
import { presentFile, presentStorage } from './present.ts'
import { serveFile } from './serve.ts'
import { registerUpload } from './upload.ts'

export function registerFiles(app: Api, context: ApiContext): void {
  const { desk, fileStore } = context
  registerUpload(app, context)
  const { method, url, schema } = contract.getFile
  app.route({
    method,
    url,
    schema: { tags: [...schema.tags], summary: schema.summary, params: schema.params, querystring: schema.querystring },
    config: { permission: 'ticket.read' },
    handler: (request, reply) => {
      const { actor, params, query } = request
      return serveFile({ db: desk.db, store: fileStore }, { actor, ...params, size: query.size }, { request, reply })
    },
  })
  app.route({
    ...contract.listUploads,
    config: { permission: 'ticket.reply' },
    handler: async ({ actor, params: { ticketId }, query: { threadId } }) => ({
      files: (await uploadsFor(desk.db, actor, { ticketId, threadId })).map(presentFile),
    }),
  })
  app.route({
    ...contract.orderUploads,
    config: { permission: 'ticket.reply' },
    handler: async ({ actor, params, body }, reply) => {
      await orderUploads(desk, actor, { ...params, ...body })
      return reply.code(204).send(null)
    },
  })
  app.route({
    ...contract.removeUpload,
    config: { permission: 'ticket.reply' },
    handler: async ({ actor, params }, reply) => {
      await removeUpload(desk, actor, params.attachmentId)
      return reply.code(204).send(null)
    },
  })
  app.route({
    ...contract.tryFile,
    config: { permission: 'ticket.work' },
    handler: async ({ actor, params }, reply) => {
      await tryFileNow(desk, actor, params)
      return reply.code(204).send(null)
    },
  })
  app.route({
    ...contract.getFileStorage,
    config: { permission: 'workspace.manage' },
    handler: async ({ actor }) => presentStorage(await storageProblem(desk.db, actor.workspaceId)),
  })
}
