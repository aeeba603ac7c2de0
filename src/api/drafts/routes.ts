import { keepDraft } from '#desk/drafts/keep-draft.ts'
import { draftsIn, type Draft } from '#storage/drafts.ts'
import type { ApiContext } from '../context.ts'
import { presentOffer } from '../offers/present.ts'
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

function presentDraft({ userId, name, mode, threadId, text, offer, files, version, savedAt }: Draft): contract.Draft {
  return {
    userId,
    name,
    mode,
    threadId: threadId ?? null,
    text,
    offer: offer ? presentOffer(offer) : null,
    files: files.map(({ id, name, what }) => ({ id, name, what })),
    version,
    savedAt: savedAt.toISOString(),
  }
}
