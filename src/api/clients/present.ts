import { DeskError } from '#domain/errors.ts'
import type { ClientId, WorkspaceId } from '#domain/ids.ts'
import { readClient, type ClientRow } from '#storage/clients.ts'
import type { Db } from '#storage/database.ts'
import { presentPicture } from '../files/present.ts'
import type { Client } from './contract.ts'
import type { TicketSummary } from '../tickets/contract.ts'

export async function presentClientById(db: Db, workspaceId: WorkspaceId, clientId: ClientId): Promise<Client> {
  const row = await readClient(db, workspaceId, clientId)
  if (!row) {
    throw new DeskError('not-found', 'There is no such client.')
  }
  return presentClient(row)
}

function presentClient(row: ClientRow): Client {
  return {
    id: row.id,
    name: row.name,
    pictureUrl: presentPicture(row.picture ?? undefined),
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
