import type { MemberId, TicketId, WorkspaceId } from '#domain/ids.ts'
import type { Tx } from '#storage/database.ts'
import { appendEvents, type NewEvent } from '#storage/events.ts'
import { findMember } from '#storage/members.ts'
import { deleteRemindersBefore, noteReminders, type Reminder } from '#storage/reminders.ts'
import { ticketsById } from '#storage/tickets/read.ts'
import type { Desk } from '../desk.ts'
import { writeMail } from '../mails/write-mail.ts'
import { transact } from '../transact.ts'
import { reminderMail } from './reminder-mail.ts'

export type ReminderTools = { readonly publicUrl: string; readonly isSmtpConfigured: boolean }

/** Longer than any deadline may be turned back by the sandbox's clock and come again. */
const KEPT_MS = 30 * 24 * 3_600_000

/**
 * Tells whoever asked for it what ends soon: their browsers by an event, and all that is due at once in one mail. What was told is noted in the same transaction,
 * so nobody is told twice, and nobody not at all.
 */
export async function remind(desk: Desk, tools: ReminderTools): Promise<void> {
  await transact(desk, async (tx) => {
    const reminders = await noteReminders(tx, desk.now())
    for (const [workspaceId, ofWorkspace] of Map.groupBy(reminders, (reminder) => reminder.workspaceId)) {
      await appendEvents(tx, workspaceId, eventsOf(ofWorkspace))
      const byMail = ofWorkspace.filter(({ isByMail }) => isByMail)
      for (const [memberId, theirs] of Map.groupBy(byMail, (reminder) => reminder.memberId)) {
        await mailTo(tx, desk, { workspaceId, memberId, reminders: theirs, tools })
      }
    }
  })
}

export async function forgetOldReminders(desk: Desk): Promise<void> {
  await deleteRemindersBefore(desk.db, new Date(desk.now().getTime() - KEPT_MS))
}

function eventsOf(reminders: readonly Reminder[]): NewEvent[] {
  const inBrowsers = Map.groupBy(
    reminders.filter(({ isInBrowser }) => isInBrowser),
    ({ ticketId }) => ticketId,
  )
  return [...inBrowsers].flatMap(([ticketId, [first, ...others]]): NewEvent[] =>
    first === undefined
      ? []
      : [
          {
            type: 'ticket.reminded',
            ticketId,
            payload: { userIds: [first, ...others].map(({ userId }) => userId), kind: first.kind, until: first.until.toISOString() },
          },
        ],
  )
}

type Mailing = {
  readonly workspaceId: WorkspaceId
  readonly memberId: MemberId
  readonly reminders: readonly Reminder[]
  readonly tools: ReminderTools
}

async function mailTo(tx: Tx, desk: Desk, { workspaceId, memberId, reminders, tools }: Mailing): Promise<void> {
  const member = await findMember(tx, workspaceId, memberId)
  const tickets = new Map((await ticketsById(tx, workspaceId, ticketsOf(reminders))).map((ticket) => [ticket.id, ticket]))
  const ending = reminders.flatMap(({ ticketId, kind, until }) => {
    const ticket = tickets.get(ticketId)
    return ticket
      ? [{ ticketId, number: ticket.number, clientName: ticket.client.name, channelName: ticket.channel.name, kind, until }]
      : []
  })
  if (member && ending.length > 0) {
    const letter = reminderMail({ ending, now: desk.now(), publicUrl: tools.publicUrl })
    await writeMail(tx, desk, { ...letter, workspaceId, recipient: member.email, isSmtpConfigured: tools.isSmtpConfigured })
  }
}

function ticketsOf(reminders: readonly Reminder[]): TicketId[] {
  return reminders.map(({ ticketId }) => ticketId)
}
