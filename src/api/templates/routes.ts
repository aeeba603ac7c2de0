import type { ChannelId, WorkspaceId } from '#domain/ids.ts'
import type { MessageTemplate } from '#domain/templates/message-template.ts'
import { templatesOf } from '#storage/templates/templates.ts'
import type { ApiContext } from '../context.ts'
import type { Api } from '../server/api.ts'
import * as contract from './contract.ts'

export function registerTemplates(app: Api, { desk, facebook }: ApiContext): void {
  const config = { permission: 'workspace.manage' } as const
  const presentAll = async (workspaceId: WorkspaceId, channelId: ChannelId) => ({
    templates: (await templatesOf(desk.db, { workspaceId, channelId })).map(present),
  })
  app.route({
    ...contract.listTemplates,
    handler: ({ actor, params }) => presentAll(actor.workspaceId, params.channelId),
  })
  app.route({
    ...contract.refreshTemplates,
    config,
    handler: async ({ actor, params: { channelId } }) => {
      await facebook.templates.refresh(actor, channelId)
      return await presentAll(actor.workspaceId, channelId)
    },
  })
  app.route({
    ...contract.createTemplate,
    config,
    handler: async ({ actor, params: { channelId }, body }, reply) => {
      await facebook.templates.create(actor, { channelId, ...body })
      return reply.code(201).send(await presentAll(actor.workspaceId, channelId))
    },
  })
}

function present({ id, name, language, status, rejection, header, body, buttons, isFillable }: MessageTemplate): contract.MessageTemplate {
  return {
    id,
    name,
    language,
    status,
    rejection: rejection ?? null,
    header: header ?? null,
    body,
    buttons: buttons.map(({ title }) => title),
    isFillable,
  }
}
