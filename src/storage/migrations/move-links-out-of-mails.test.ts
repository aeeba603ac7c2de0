import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { expect, onTestFinished, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'

const TOKEN = 'x7Zb9q_0123456789abcdefghijklmnopqrstuvw-XY'
const LINK = `https://desk.example.com/invitation/${TOKEN}`

test('U21: a mail of an earlier version loses its link if a server has it, and the invitation learns of its mail', async () => {
  const { db, close } = await createTestDatabase()
  onTestFinished(close)
  const [workspace, user] = [v7(), v7()]
  const mails = { sent: v7(), kept: v7() }
  await asBefore()
  await sql`insert into workspaces (id, name, slug) values (${workspace}, 'Lindqvist Cycles', 'lindqvist')`.execute(db)
  await sql`insert into users (id, name, email) values (${user}, 'Anna', 'anna@example.com')`.execute(db)
  const body = `Anna invites you.\n\nOpen this link and choose a password:\n${LINK}\n\nThe link works once.`
  await sql`insert into sent_mails (workspace_id, id, recipient, subject, body_text, state)
            values (${workspace}, ${mails.kept}, 'cara@example.com', 'Join', ${body}, 'kept')`.execute(db)
  await sql`insert into invitations (workspace_id, id, email, role, status, inviter_id, token_hash, expires_at)
            values (${workspace}, ${v7()}, 'cara@example.com', 'agent', 'pending', ${user}, ${createHash('sha256').update(TOKEN).digest()}, now())`.execute(
    db,
  )
  await sql`insert into sent_mails (workspace_id, id, recipient, subject, body_text, state)
            values (${workspace}, ${mails.sent}, 'dan@example.com', 'Join', ${`See\n${LINK}x\n`}, 'sent')`.execute(db)

  await sql.raw(readFileSync(new URL('0007_move_links_out_of_mails.sql', import.meta.url), 'utf8')).execute(db)

  const rows = await db.selectFrom('sent_mails').select(['state', 'link', 'body_text']).orderBy('state').execute()
  expect(rows).toEqual([
    { state: 'kept', link: LINK, body_text: expect.stringContaining('password:\n\u0001\n\nThe link') },
    { state: 'sent', link: null, body_text: 'See\n\u0001\n' },
  ])
  expect(await db.selectFrom('invitations').select('mail_id').execute()).toEqual([{ mail_id: mails.kept }])

  /** The tables as version 0.1.0 left them. */
  async function asBefore(): Promise<void> {
    await sql`alter table invitations drop column mail_id`.execute(db)
    await sql`alter table sent_mails drop column link`.execute(db)
  }
})
