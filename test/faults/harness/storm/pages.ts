import { randomUUID } from 'node:crypto'
import type { Db } from '#storage/database.ts'
import { PAGES } from './story.ts'

const WORKSPACES = ['0195f1de-0000-7000-9000-000000000001', '0195f1de-0000-7000-9000-000000000002'] as const

/** Three Pages: two of one workspace, the third of another, each with Facebook switched on. Their ids are the same in every desk. */
export async function makePages(db: Db): Promise<void> {
  const now = new Date()
  for (const [index, id] of WORKSPACES.entries()) {
    await db
      .insertInto('workspaces')
      .values({ id, name: `Workspace ${index}`, slug: randomUUID() })
      .execute()
    await db
      .insertInto('extensions')
      .values({ workspace_id: id, name: 'facebook', enabled_at: now, changed_by: randomUUID(), changed_at: now })
      .execute()
  }
  for (const [index, pageId] of PAGES.entries()) {
    const place = { workspace_id: WORKSPACES[index === 2 ? 1 : 0], kind: 'facebook', external_id: pageId }
    const channelId = `0195f1de-0000-7000-a000-00000000000${index}`
    await db
      .insertInto('channels')
      .values({ ...place, id: channelId, name: `Page ${index}`, state: 'connected', created_at: now })
      .execute()
    await db
      .insertInto('channel_routes')
      .values({ ...place, channel_id: channelId })
      .execute()
  }
}
