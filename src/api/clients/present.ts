import type { ClientRow } from '#storage/clients.ts'
import type { TicketSummary } from '../tickets/contract.ts'

export function presentClient(row: ClientRow) {
  return {
    id: row.id,
    name: row.name,
    pictureUrl: row.picture_url,
    note: row.note,
    isVip: row.vip_since !== null,
    createdAt: row.created_at.toISOString(),
    identities: row.identities.map((identity) => ({
      channelId: identity.channel_id,
      channelName: identity.channel_name,
      externalId: identity.external_id,
    })),
    tickets: row.tickets.map((ticket) => ({
      id: ticket.id,
      number: ticket.number,
      status: ticket.status as TicketSummary['status'],
      lastMessageText: ticket.text === '' ? null : ticket.text,
      createdAt: ticket.created_at.toISOString(),
    })),
  }
}
