import { randomUUID } from 'node:crypto'
import type { Database } from '#storage/database.ts'
import { BENCH_PAGE } from './intake/body.ts'

/** The first administrator of a desk, signed in, and the Page that the messages come to. */
export async function setUp(port: number, { db }: Database): Promise<string> {
  const person = { workspaceName: 'Bench', name: 'Bench', email: 'bench@example.com', password: randomUUID() }
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() }
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/set-up`, { method: 'POST', headers, body: JSON.stringify(person) })
  if (answer.status !== 201) {
    throw new Error(`set-up answered ${answer.status}`)
  }
  const { id } = await db.selectFrom('workspaces').select('id').executeTakeFirstOrThrow()
  const [channelId, now] = [randomUUID(), new Date()]
  await db
    .insertInto('extensions')
    .values({ workspace_id: id, name: 'facebook', enabled_at: now, changed_by: id, changed_at: now })
    .execute()
  const channel = {
    workspace_id: id,
    id: channelId,
    kind: 'facebook',
    name: 'Bench',
    external_id: BENCH_PAGE,
    state: 'connected',
    created_at: now,
  }
  await db.insertInto('channels').values(channel).execute()
  await db
    .insertInto('channel_routes')
    .values({ kind: 'facebook', external_id: BENCH_PAGE, workspace_id: id, channel_id: channelId })
    .execute()
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
