import { DeskError } from '#domain/errors.ts'
import type { MemberId, TicketId } from '#domain/ids.ts'
import { isFinal, mayChangeStatus, type TicketPriority, type TicketStatus, type TicketType } from '#domain/tickets/status.ts'
import type { Tx } from '#storage/database.ts'
import { adoptEntries } from '#storage/entries/save.ts'
import { memberName } from '#storage/member-names.ts'
import { livingTicket, type LockedTicket } from '#storage/tickets/lock.ts'
import { saveTicket } from '#storage/tickets/save.ts'
import { conversationsIn } from '#storage/tickets/whole-post.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { transact } from '../transact.ts'
import { recordLine, recordStatus, recordWork } from './record-change.ts'
import { requireTicket } from './require-ticket.ts'

/** Sets a ticket's status. Setting the one it has changes nothing. */
export async function setStatus(
  desk: Desk,
  actor: Actor,
  { ticketId, status }: { ticketId: TicketId; status: TicketStatus },
): Promise<void> {
  await workOn(desk, actor, {
    ticketId,
    work: async (tx, ticket) => {
      if (ticket.status === status) {
        return
      }
      if (!mayChangeStatus(ticket.status, status)) {
        const why =
          status === 'new'
            ? 'New is for tickets that nobody has worked on yet. Choose another status.'
            : 'A closed ticket stays closed. A new message from the customer opens a new ticket.'
        throw new DeskError('conflict', why)
      }
      if (isFinal(ticket.status) && !isFinal(status)) {
        await refuseSecondLiving(tx, actor, ticket)
        // What customers wrote meanwhile, where nothing of it was to open a ticket.
        const conversations = await conversationsIn(tx, actor.workspaceId, ticket)
        await adoptEntries(
          tx,
          actor.workspaceId,
          conversations.map((conversationId) => ({ ticketId, conversationId })),
        )
      }
      await recordStatus(tx, desk, { actor, ticket, to: status })
    },
  })
}

/** While a ticket lay deleted, the customer may have got a new one. The conversation is locked: nobody makes one meanwhile. */
async function refuseSecondLiving(tx: Tx, actor: Actor, ticket: LockedTicket): Promise<void> {
  const living = await livingTicket(tx, actor.workspaceId, ticket.conversationId)
  if (living !== undefined) {
    const who = ticket.subjectKind === 'whole-post' ? 'post' : 'customer'
    throw new DeskError(
      'conflict',
      `This ${who} has ticket ${living.number} by now, and a ${who} has one at a time. Work there, or close it first.`,
    )
  }
}

/** Assigns to a colleague of this workspace, or to nobody. */
export async function setAssignee(
  desk: Desk,
  actor: Actor,
  { ticketId, memberId }: { ticketId: TicketId; memberId: MemberId | undefined },
): Promise<void> {
  await workOn(desk, actor, {
    ticketId,
    work: async (tx, ticket) => {
      if (ticket.assigneeId === memberId) {
        return
      }
      const names = { from: await nameOf(tx, actor, ticket.assigneeId), to: await nameOf(tx, actor, memberId) }
      await saveTicket(tx, { workspaceId: actor.workspaceId, ticketId }, { assignee_id: memberId ?? null })
      const change = { kind: 'assignee', ...names } as const
      await recordLine(tx, desk, { actor, ticket, change: memberId === actor.memberId ? { ...change, isOwn: true } : change })
      await recordWork(tx, { actor, ticket })
    },
  })
}

async function nameOf(tx: Tx, actor: Actor, memberId: MemberId | undefined): Promise<string | null> {
  if (memberId === undefined) {
    return null
  }
  const name = await memberName(tx, actor.workspaceId, memberId)
  if (name === undefined) {
    throw new DeskError('not-found', 'There is no such colleague.')
  }
  return name
}

export async function setPriority(
  desk: Desk,
  actor: Actor,
  { ticketId, priority }: { ticketId: TicketId; priority: TicketPriority },
): Promise<void> {
  await workOn(desk, actor, {
    ticketId,
    work: async (tx, ticket) => {
      if (ticket.priority === priority) {
        return
      }
      await saveTicket(tx, { workspaceId: actor.workspaceId, ticketId }, { priority })
      await recordLine(tx, desk, { actor, ticket, change: { kind: 'priority', from: ticket.priority, to: priority } })
      await recordWork(tx, { actor, ticket })
    },
  })
}

export async function setType(desk: Desk, actor: Actor, { ticketId, type }: { ticketId: TicketId; type: TicketType }): Promise<void> {
  await workOn(desk, actor, {
    ticketId,
    work: async (tx, ticket) => {
      if (ticket.type === type) {
        return
      }
      await saveTicket(tx, { workspaceId: actor.workspaceId, ticketId }, { type })
      await recordLine(tx, desk, { actor, ticket, change: { kind: 'type', from: ticket.type, to: type } })
      await recordWork(tx, { actor, ticket })
    },
  })
}

type Work = { readonly ticketId: TicketId; readonly work: (tx: Tx, ticket: LockedTicket) => Promise<void> }

async function workOn(desk: Desk, actor: Actor, { ticketId, work }: Work): Promise<void> {
  requirePermission(actor, 'ticket.work')
  await transact(desk, async (tx) => {
    const ticket = await requireTicket(tx, actor.workspaceId, ticketId)
    await work(tx, ticket)
  })
}
