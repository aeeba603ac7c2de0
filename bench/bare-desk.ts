import { randomUUID } from 'node:crypto'
import { v7 } from 'uuid'
import type { Desk } from '#desk/desk.ts'
import { createDeskClock } from '#desk/desk-clock.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import type { Db } from '#storage/database.ts'

/** A desk on which nothing is sent and nobody is asked: for tools that only receive. */
export function bareDesk(db: Db): Desk {
  const ignored = () => Promise.resolve()
  return {
    db,
    ...createDeskClock(),
    newId: <Id extends string>() => v7() as Id,
    jobs: {
      sendMessages: ignored,
      fetchProfiles: ignored,
      fetchPosts: ignored,
      openTickets: ignored,
      settleDoubts: ignored,
      askPrivateReply: ignored,
      repairChannel: ignored,
      eraseChannel: ignored,
      importHistory: ignored,
      deliverMail: ignored,
    },
  }
}

/** One workspace with Facebook switched on that holds these Pages. */
export async function makeWorkspace(desk: Desk, pageIds: readonly string[]): Promise<WorkspaceId> {
  const id = desk.newId<WorkspaceId>()
  const now = desk.now()
  await desk.db.insertInto('workspaces').values({ id, name: 'A workspace', slug: randomUUID() }).execute()
  await desk.db
    .insertInto('extensions')
    .values({ workspace_id: id, name: 'facebook', enabled_at: now, changed_by: randomUUID(), changed_at: now })
    .execute()
  for (const pageId of pageIds) {
    const channelId = desk.newId<string>()
    const channel = {
      workspace_id: id,
      id: channelId,
      kind: 'facebook',
      name: `Page ${pageId}`,
      external_id: pageId,
      state: 'connected',
      created_at: now,
    }
    await desk.db.insertInto('channels').values(channel).execute()
    await desk.db
      .insertInto('channel_routes')
      .values({ kind: 'facebook', external_id: pageId, workspace_id: id, channel_id: channelId })
      .execute()
  }
  return id
}
