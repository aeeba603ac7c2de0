import { sql } from 'kysely'
import { EXTENSION_OF, type ChannelKind } from '#domain/channels/channel.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { LIVING, SHOWN_NAME } from './clients/shown.ts'
import type { Db } from './database.ts'

export type FirstSteps = {
  readonly isEnabled: boolean
  readonly channelName: string | null
  readonly firstClientName: string | null
  readonly hasMessage: boolean
  readonly hasAnswer: boolean
}

/** How far the walk from an empty desk to the first answered message through a channel of this kind has come. */
export async function readFirstSteps(db: Db, workspaceId: WorkspaceId, kind: ChannelKind): Promise<FirstSteps> {
  const { rows } = await sql<FirstSteps>`
    select exists (select from extensions where workspace_id = ${workspaceId} and name = ${EXTENSION_OF[kind]} and enabled_at is not null) as "isEnabled",
           (select name from channels where workspace_id = ${workspaceId} and kind = ${kind} order by created_at limit 1) as "channelName",
           (select ${SHOWN_NAME} from tickets t join clients own on own.workspace_id = t.workspace_id and own.id = t.client_id join clients cl on ${LIVING}
             where t.workspace_id = ${workspaceId} order by t.number limit 1) as "firstClientName",
           exists (select from entries where workspace_id = ${workspaceId} and author_kind = 'client') as "hasMessage",
           exists (select from acts where workspace_id = ${workspaceId} and state = 'sent') as "hasAnswer"`.execute(db)
  const [steps] = rows
  if (!steps) {
    throw new Error('a select without from always has one row')
  }
  return steps
}
