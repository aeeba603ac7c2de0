import { sql } from 'kysely'
import type { MemberId, TicketId, UserId, WorkspaceId } from '#domain/ids.ts'
import { REMINDER_MINUTES, type ReminderWish } from '#domain/members/reminder.ts'
import type { DeadlineKind } from '#domain/messaging-policy/deadline.ts'
import { FOLDER_CONTENTS } from '#domain/tickets/folder.ts'
import type { Db, Tx } from './database.ts'
import { prepared } from './prepared.ts'

type OfMember = { readonly workspaceId: WorkspaceId; readonly memberId: MemberId }

export async function reminderWish(db: Db, { workspaceId, memberId }: OfMember): Promise<ReminderWish> {
  const row = await db
    .selectFrom('members')
    .select(['reminder_minutes', 'reminded_in_browser_since', 'reminded_by_mail_since'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', memberId)
    .executeTakeFirstOrThrow()
  return {
    minutesBefore: row.reminder_minutes,
    isInBrowser: row.reminded_in_browser_since !== null,
    isByMail: row.reminded_by_mail_since !== null,
  }
}

export async function saveReminderWish(
  tx: Tx,
  { workspaceId, memberId }: OfMember,
  wish: ReminderWish & { readonly at: Date },
): Promise<void> {
  await sql`
    update members set reminder_minutes = ${wish.minutesBefore},
           reminded_in_browser_since = case when ${wish.isInBrowser} then coalesce(reminded_in_browser_since, ${wish.at}) end,
           reminded_by_mail_since = case when ${wish.isByMail} then coalesce(reminded_by_mail_since, ${wish.at}) end
     where workspace_id = ${workspaceId} and id = ${memberId}`.execute(tx)
}

/** Somebody is to be told of something that ends. */
export type Reminder = {
  readonly workspaceId: WorkspaceId
  readonly ticketId: TicketId
  readonly memberId: MemberId
  readonly userId: UserId
  readonly kind: DeadlineKind
  readonly until: Date
  readonly isInBrowser: boolean
  readonly isByMail: boolean
}

/**
 * Notes of whom is to be told by now, and answers with those alone that nobody noted before: of tickets in Ending soon's statuses in which a customer waits for an
 * answer, their assignee, or everybody where nobody has it, who asked for that.
 */
export async function noteReminders(tx: Tx, now: Date): Promise<readonly Reminder[]> {
  const { rows } = await sql<Reminder>`${prepared}
    with due as materialized (
      select t.workspace_id, t.id as ticket_id, m.id as member_id, m.user_id, t.deadline_kind, t.deadline_at,
             m.reminded_in_browser_since is not null as in_browser, m.reminded_by_mail_since is not null as by_mail
        from workspaces w cross join unnest(${[...FOLDER_CONTENTS['ending-soon'].statuses]}::text[]) as s(status)
       cross join lateral (
         select k.* from tickets k
          where k.workspace_id = w.id and k.status = s.status and k.deadline_at > ${now}
            and k.deadline_at <= ${now}::timestamptz + ${REMINDER_MINUTES.most} * interval '1 minute' and k.unanswered_count > 0) t
        join members m on m.workspace_id = t.workspace_id and (t.assignee_id is null or m.id = t.assignee_id)
         and t.deadline_at <= ${now}::timestamptz + m.reminder_minutes * interval '1 minute'
         and (m.reminded_in_browser_since is not null or m.reminded_by_mail_since is not null)
       where exists (
         select from members asking
          where asking.workspace_id = w.id and (asking.reminded_in_browser_since is not null or asking.reminded_by_mail_since is not null))
    ), noted as (
      insert into reminders (workspace_id, ticket_id, member_id, kind, deadline_at, reminded_at)
      select workspace_id, ticket_id, member_id, deadline_kind, deadline_at, ${now} from due order by workspace_id, ticket_id, member_id
      on conflict do nothing
      returning workspace_id, ticket_id, member_id
    )
    select due.workspace_id as "workspaceId", due.ticket_id as "ticketId", due.member_id as "memberId", due.user_id as "userId",
           due.deadline_kind as kind, due.deadline_at as until, due.in_browser as "isInBrowser", due.by_mail as "isByMail"
      from due join noted using (workspace_id, ticket_id, member_id)
     order by due.workspace_id, due.deadline_at, due.ticket_id`.execute(tx)
  return rows
}

/** Of what has long ended nobody is told again. */
export async function deleteRemindersBefore(db: Db, moment: Date): Promise<void> {
  await db.deleteFrom('reminders').where('deadline_at', '<', moment).execute()
}
