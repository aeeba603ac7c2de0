import { Readable } from 'node:stream'
import { countLog, logChoices, readLog } from '#storage/moderation-log/read.ts'
import type { ApiContext } from '../context.ts'
import type { Api } from '../server/api.ts'
import { decodeCursor, encodeCursor } from '../server/cursor.ts'
import * as contract from './contract.ts'
import { logFile } from './file.ts'
import { presentLogEntry } from './present.ts'

export function registerModerationLog(app: Api, { desk }: ApiContext): void {
  const config = { permission: 'workspace.manage' } as const
  app.route({
    ...contract.listLog,
    config,
    handler: async ({ actor: { workspaceId }, query: { cursor, limit, ...asked } }) => {
      const [filter, after] = [filterOf(asked), decodeCursor(cursor)]
      const found = await readLog(desk.db, workspaceId, { ...filter, after, limit: limit + 1 })
      const entries = found.slice(0, limit)
      const last = found.length > limit ? entries.at(-1) : undefined
      return {
        entries: entries.map(presentLogEntry),
        count: after ? null : await countLog(desk.db, workspaceId, filter),
        nextCursor: last ? encodeCursor(last) : null,
      }
    },
  })
  app.route({
    ...contract.listLogChoices,
    config,
    handler: async ({ actor }) => {
      const { members, channels } = await logChoices(desk.db, actor.workspaceId)
      return { members: members.map(({ id, name }) => ({ id, name })), channels: channels.map(({ id, name }) => ({ id, name })) }
    },
  })
  const { method, url, schema } = contract.getLogFile
  app.route({
    method,
    url,
    schema: { tags: [...schema.tags], summary: schema.summary, querystring: schema.querystring },
    config,
    handler: ({ actor, query }, reply) =>
      reply
        .headers({
          'content-type': 'text/csv; charset=utf-8; header=present',
          'content-disposition': `attachment; filename="moderation-log-${desk.now().toISOString().slice(0, 10)}.csv"`,
          'cache-control': 'private, no-store',
        })
        .send(Readable.from(logFile(desk.db, actor.workspaceId, filterOf(query)), { objectMode: false })),
  })
}

type Asked<Rest> = Rest & { readonly from?: string | undefined; readonly to?: string | undefined }

function filterOf<Rest>({ from, to, ...rest }: Asked<Rest>) {
  return { ...rest, from: momentOf(from), to: momentOf(to) }
}

function momentOf(told: string | undefined): Date | undefined {
  return told === undefined ? undefined : new Date(told)
}
