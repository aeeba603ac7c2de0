import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { TicketSummary } from '#api/contract/ticket.ts'
import { picture } from './pictures.ts'
import type { Company, TicketDesk } from './ticket-desk.ts'

/** A comment under a post of the Page. */
function comment(id: string, text: string, page: string) {
  const value = {
    item: 'comment',
    verb: 'add',
    from: { id: `9${page}`, name: `Public ${page}` },
    message: text,
    created_time: 1_790_000_000,
  }
  const place = { post_id: `${page}_77`, comment_id: `77_${id}`, parent_id: `${page}_77` }
  return { object: 'page', entry: [{ id: page, time: 1_790_000_000, changes: [{ field: 'feed', value: { ...value, ...place } }] }] }
}

async function upload(
  desk: TicketDesk,
  company: Company,
  { ticketId, name, side }: { ticketId: string; name: string; side: number },
): Promise<string> {
  const bytes = await picture(side, side).png().toBuffer()
  const headers = { 'content-type': 'application/octet-stream' }
  const answer = await desk.call(company.agent, `POST /tickets/${ticketId}/files?name=${name}`, { body: bytes, headers })
  return answer.body.id
}

/** Whatever comes by a Page, and what people did with it. What doors of this test do not make stands there as if they had. */
export async function fillChannel(desk: TicketDesk, company: Company, word: string) {
  const { page, agent, administrator } = company
  const first = await desk.arrive(company, { text: `${word} bicycle`, person: `71${page}` })
  const second = await desk.arrive(company, { text: `${word} bell`, person: `72${page}` })
  await desk.call(agent, `POST /tickets/${first.id}/internal-comments`, { body: { text: `${word} said among us` }, key: v7() })
  await desk.call(agent, `PUT /tickets/${first.id}/priority`, { body: { priority: 'urgent' } })
  await desk.call(administrator, `PUT /clients/${first.client.id}/note`, { body: { note: `${word} note`, before: '' } })
  const file = await upload(desk, company, { ticketId: first.id, name: `${word}.png`, side: 20 + (Number(page) % 50) })
  await desk.call(agent, `POST /tickets/${first.id}/replies`, { body: { text: `${word} reply`, files: [file] }, key: v7() })
  await upload(desk, company, { ticketId: second.id, name: `${word}-unsent.png`, side: 80 + (Number(page) % 50) })
  await desk.call(agent, `PUT /tickets/${second.id}/drafts/reply`, { body: { text: `${word} draft`, seen: 0 } })
  await desk.hear(comment('1', `${word} in public`, page))
  await fillByHand(desk, company, { word, first, second })
  return { first, second }
}

type Filled = { readonly word: string; readonly first: TicketSummary; readonly second: TicketSummary }

async function fillByHand(desk: TicketDesk, { workspaceId, channelId, page }: Company, { word, first, second }: Filled): Promise<void> {
  const { id: entry } = await desk.desk.db
    .selectFrom('entries')
    .select('id')
    .where('channel_id', '=', channelId)
    .where('thing', '=', 'comment')
    .executeTakeFirstOrThrow()
  const { id: conversation } = await desk.desk.db
    .selectFrom('conversations')
    .select('id')
    .where('channel_id', '=', channelId)
    .where('subject_kind', '=', 'direct')
    .executeTakeFirstOrThrow()
  const [ws, ch, now] = [sql`${workspaceId}::uuid`, sql`${channelId}::uuid`, sql`now()`]
  const { id: member } = await desk.desk.db.selectFrom('members').select('id').limit(1).executeTakeFirstOrThrow()
  const { id: act } = await desk.desk.db
    .selectFrom('acts')
    .select('id')
    .where('channel_id', '=', channelId)
    .limit(1)
    .executeTakeFirstOrThrow()
  for (const statement of [
    sql`insert into notes (workspace_id, id, channel_id, conversation_id, what, detail, digest, occurred_at, created_at, reader)
        values (${ws}, ${v7()}, ${ch}, ${conversation}, 'thread-control', ${JSON.stringify({ word })}, ${Buffer.from(word)}, ${now}, ${now}, 1)`,
    sql`insert into not_understood (workspace_id, id, channel_id, digest, label, occurred_at, piece, place, reader, created_at)
        values (${ws}, ${v7()}, ${ch}, ${Buffer.from(word)}, 'odd', ${now}, ${JSON.stringify({ word })}, 'messaging', 1, ${now})`,
    sql`insert into private_reply_answers (workspace_id, entry_id, asked_at) values (${ws}, ${entry}, ${now})`,
    sql`insert into reminders (workspace_id, ticket_id, member_id, kind, deadline_at, reminded_at) values (${ws}, ${second.id}, ${member}, 'reply-window', ${now}, ${now})`,
    sql`insert into blocked_authors (workspace_id, channel_id, external_id, blocked_at) values (${ws}, ${ch}, ${`9${page}`}, ${now})`,
    sql`insert into brought_files (workspace_id, channel_id, digest, form, what, name, called, brought_at)
        select workspace_id, ${ch}, digest, 'shown', 'picture', ${word}, '1', ${now} from files order by created_at desc limit 1`,
    sql`insert into channel_history (workspace_id, id, channel_id, at, what, detail) values (${ws}, ${v7()}, ${ch}, ${now}, 'connected', ${JSON.stringify({ word })})`,
    sql`insert into channel_problems (workspace_id, id, channel_id, kind, since) values (${ws}, ${v7()}, ${ch}, 'key-unreadable', ${now})`,
    sql`insert into channel_repairs (workspace_id, channel_id, is_quiet, moved_since, round_at, since, started_at) values (${ws}, ${ch}, true, ${now}, ${now}, ${now}, ${now})`,
    sql`insert into channel_imports (workspace_id, channel_id, days, since, until, started_at, moved_since, round_at) values (${ws}, ${ch}, 7, ${now}, ${now}, ${now}, ${now}, ${now})`,
    sql`insert into comment_tickets (workspace_id, channel_id, changed_at, changed_by, one_per) values (${ws}, ${ch}, ${now}, ${v7()}, 'thread')`,
    sql`insert into facebook_connections (workspace_id, channel_id, page_id, key_encrypted) values (${ws}, ${ch}, ${page}, ${Buffer.from('sealed')})`,
    sql`insert into facebook_authorisations (workspace_id, id, channel_id, created_at, expires_at, redirect_uri, session_id, state_hash, user_id)
        values (${ws}, ${v7()}, ${ch}, ${now}, ${now}, 'x', ${v7()}, ${Buffer.from(word)}, ${v7()})`,
    sql`insert into key_mails (workspace_id, channel_id, about, event, written_at) values (${ws}, ${ch}, 'key', 'died', ${now})`,
    sql`insert into message_templates (workspace_id, id, channel_id, external_id, name, language, status, content, told_at)
        values (${ws}, ${v7()}, ${ch}, '1', ${word.toLowerCase()}, 'en', 'approved', '{}', ${now})`,
    sql`insert into page_allowances (workspace_id, channel_id, allowance, allowed_since, changed_at, changed_by) values (${ws}, ${ch}, 'human-agent', ${now}, ${now}, ${v7()})`,
    sql`insert into ticket_switches (workspace_id, channel_id, kind, changed_at, changed_by) values (${ws}, ${ch}, 'comment', ${now}, ${v7()})`,
    sql`insert into unsettled_acts (workspace_id, act_id, entry_id, ticket_id, by) select workspace_id, id, entry_id, ${first.id}::uuid, by from acts where id = ${act}`,
    sql`insert into moderation_log (workspace_id, id, act_id, asked_at, by, act, channel_id, channel_name, words, result_at)
        values (${ws}, ${v7()}, ${v7()}, ${now}, ${v7()}, 'hide', ${ch}, 'A Page', ${`${word} in public`}, ${now})`,
    sql`insert into sent_mails (workspace_id, id, recipient, subject, body_text, state)
        values (${ws}, ${v7()}, 'bea@example.com', ${`#1 ${word}: the reply window ends`}, ${`http://desk.test/tickets/ending-soon/${second.id}`}, 'kept')`,
    sql`insert into attachments (workspace_id, id, client_id, lane, what, state, file)
        select workspace_id, ${v7()}, ${first.client.id}::uuid, ${channelId}, 'picture', 'kept', digest from files order by created_at desc limit 1`,
    sql`insert into attachments (workspace_id, id, channel_id, lane, what, state, file)
        select workspace_id, ${v7()}, ${ch}, ${channelId}, 'picture', 'kept', digest from files order by created_at desc limit 1`,
  ]) {
    await statement.execute(desk.desk.db)
  }
}
