import { modeOf } from '#domain/acts/act.ts'
import { nameOfAct } from '#domain/acts/act-name.ts'
import type { TicketId } from '#domain/ids.ts'
import type { Actor } from '#desk/desk.ts'
import { noSuchTicket } from '#desk/tickets/require-ticket.ts'
import { appNameOf } from '#facebook/known-apps.ts'
import type { Db } from '#storage/database.ts'
import { readTicket, type ShownTicket } from '#storage/tickets/read.ts'
import type { TicketSummary, Unsettled } from '../contract/ticket.ts'
import { presentPicture } from '../files/present.ts'
import { presentLastLine } from '../conversation/present.ts'
import { viewerOf, type Viewer } from '../conversation/viewer.ts'

export async function presentTicketById(db: Db, actor: Pick<Actor, 'workspaceId' | 'role'>, ticketId: TicketId): Promise<TicketSummary> {
  const ticket = await readTicket(db, actor.workspaceId, ticketId)
  if (!ticket) {
    throw await noSuchTicket(db, actor.workspaceId, ticketId)
  }
  return presentTicket(ticket, viewerOf(actor))
}

export function presentTicket(ticket: ShownTicket, viewer: Viewer): TicketSummary {
  const { id, number, kind, status, priority, type, unansweredCount, client, channel, assignee, group } = ticket
  return {
    id,
    number,
    kind,
    postId: ticket.postId ?? null,
    wholePost: ticket.wholePost ? { text: ticket.wholePost.text || null } : null,
    status,
    priority,
    type,
    tags: [...ticket.tags],
    client: {
      id: client.id,
      ownId: client.ownId,
      name: client.name ?? null,
      pictureUrl: presentPicture(client.picture),
      isVip: client.isVip,
      externalId: client.externalId,
    },
    channel: { id: channel.id, name: channel.name, kind: channel.kind, state: channel.state, allowances: [...channel.allowances] },
    assignee: assignee ? { memberId: assignee.memberId, name: assignee.name } : null,
    group: group ? { id: group.id, name: group.name } : null,
    unansweredCount,
    lastActivityAt: ticket.lastActivityAt.toISOString(),
    lastMessage: ticket.lastLine ? presentLastLine(ticket.lastLine, viewer) : null,
    window: presentWindow(ticket),
    privateReply: presentPrivateReply(ticket),
    otherApp: presentOwner(ticket),
    unsettled: ticket.unsettled.map(presentUnsettled),
    drafts: ticket.drafts.map(({ savedAt, ...draft }) => ({ ...draft, savedAt: savedAt.toISOString() })),
    createdAt: ticket.createdAt.toISOString(),
  }
}

function presentUnsettled({ by, count, lineId, act, state, at, failure }: ShownTicket['unsettled'][number]): Unsettled {
  return {
    by: { id: by.id, name: by.name ?? null },
    count,
    lineId,
    act: nameOfAct(act),
    text: 'text' in act ? act.text : null,
    mode: modeOf(act),
    state,
    at: at.toISOString(),
    failure: failure ?? null,
  }
}

function presentWindow({ window }: ShownTicket): TicketSummary['window'] {
  return window ? { opensAt: window.opensAt.toISOString(), closesAt: window.closesAt.toISOString(), reason: window.reason } : null
}

function presentPrivateReply({ privateReply: told }: ShownTicket): TicketSummary['privateReply'] {
  return told ? { state: told.kind, until: told.kind === 'open' ? told.until.toISOString() : null } : null
}

function presentOwner({ owner }: ShownTicket): TicketSummary['otherApp'] {
  return owner && !owner.isUs ? { id: owner.appId ?? null, name: appNameOf(owner.appId) ?? null, since: owner.at.toISOString() } : null
}
