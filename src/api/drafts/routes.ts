import { keepDraft } from '#desk/drafts/keep-draft.ts'
import { draftsIn, type Draft } from '#storage/drafts.ts'
import type { ApiContext } from '../context.ts'
import type { Api } from '../server/api.ts'
import * as contract from './contract.ts'

export function registerDrafts(app: Api, { desk }: ApiContext): void {
  app.route({
    ...contract.listDrafts,
    config: { permission: 'ticket.read' },
    handler: async ({ actor, params }) => ({ drafts: (await draftsIn(desk.db, { ...actor, ...params })).map(presentDraft) }),
  })
  app.route({
    ...contract.keepDraft,
    config: { permission: 'ticket.comment-internally' },
    handler: async ({ actor, params, body }) => ({ version: await keepDraft(desk, actor, { ...params, ...body }) }),
  })
}

function presentDraft({ userId, name, mode, threadId, text, version, savedAt }: Draft): contract.Draft {
  return { userId, name, mode, threadId: threadId ?? null, text, version, savedAt: savedAt.toISOString() }
}
