import { randomUUID } from 'node:crypto'
import type { Database } from '#storage/database.ts'
import { BENCH_PAGE } from './intake/body.ts'

/** The first administrator of a desk, signed in (their cookie), and the Pages that messages come to. */
export async function setUp(port: number, { db }: Database, pages: readonly string[] = [BENCH_PAGE]): Promise<string> {
  const person = { workspaceName: 'Bench', name: 'Bench', email: 'bench@example.com', password: randomUUID() }
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() }
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/set-up`, { method: 'POST', headers, body: JSON.stringify(person) })
  if (answer.status !== 201) {
    throw new Error(`set-up answered ${answer.status}`)
  }
  const { id } = await db.selectFrom('workspaces').select('id').executeTakeFirstOrThrow()
  const now = new Date()
  await db
    .insertInto('extensions')
    .values({ workspace_id: id, name: 'facebook', enabled_at: now, changed_by: id, changed_at: now })
    .execute()
  for (const page of pages) {
    await connect(db, { workspaceId: id, page, now })
  }
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

type Connecting = { readonly workspaceId: string; readonly page: string; readonly now: Date }

async function connect(db: Database['db'], { workspaceId, page, now }: Connecting): Promise<void> {
  const channelId = randomUUID()
  const common = { workspace_id: workspaceId, kind: 'facebook', external_id: page }
  await db
    .insertInto('channels')
    .values({ ...common, id: channelId, name: `Page ${page}`, state: 'connected', created_at: now })
    .execute()
  await db
    .insertInto('channel_routes')
    .values({ ...common, channel_id: channelId })
    .execute()
}
