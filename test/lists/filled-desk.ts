import { sql } from 'kysely'
import type { MemberId, UserId } from '#domain/ids.ts'
import { MIGRATIONS } from '#storage/connections/bounds.ts'
import { openDatabase, type Database } from '#storage/database.ts'
import type { FolderQuestion } from '#storage/tickets/folders.ts'
import { createTestDatabase } from '#test/database.ts'
import { bareDesk, makeWorkspace } from '../../bench/bare-desk.ts'
import { fillWorkspace } from '../../bench/lists/fill.ts'

type Size = { tickets: number; longConversation: number; posts?: number; commentsOfOne?: number }

export type FilledDesk = { readonly database: Database; readonly question: FolderQuestion; close(): Promise<void> }

/** Two workspaces as the benchmark fills them; who asks is the first colleague of the larger one. */
export async function openFilledDesk(size: Size): Promise<FilledDesk> {
  const scratch = await createTestDatabase()
  const database = openDatabase({ url: scratch.url, bounds: MIGRATIONS, onIdleError: () => undefined })
  const now = new Date()
  const fill = async (page: string, tickets: number) => {
    const workspaceId = await makeWorkspace(bareDesk(database.db), [page])
    await fillWorkspace(database.db, { posts: 0, commentsOfOne: 0, ...size, workspaceId, tickets, messagesPerTicket: 2, now })
    return workspaceId
  }
  const workspaceId = await fill('1', size.tickets)
  await fill('2', Math.ceil(size.tickets / 10))
  await sql`vacuum analyze`.execute(database.db)
  const { id, user_id: userId } = await database.db
    .selectFrom('members')
    .select(['id', 'user_id'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('id')
    .limit(1)
    .$narrowType<{ id: MemberId; user_id: UserId }>()
    .executeTakeFirstOrThrow()
  return {
    database,
    question: { workspaceId, memberId: id, userId, now, backAt: new Date(now.getTime() + 15 * 3_600_000) },
    close: async () => {
      await database.close()
      await scratch.drop()
    },
  }
}
