import type { ClientNews } from '#api/events/contract.ts'
import type { Channel, Member, Line, Ticket } from '../api/types.ts'

/** How something that many tickets and lines show is changed in one of them. Gives the same one back where it does not occur. */
export type Part = { readonly ofTicket: (ticket: Ticket) => Ticket; readonly ofLine: (line: Line) => Line }

export function withClients(clients: readonly ClientNews[]): Part {
  const byOwnId = new Map(clients.map((client) => [client.ownId, client]))
  return {
    ofTicket: (ticket) => {
      const client = byOwnId.get(ticket.client.ownId)
      return client ? { ...ticket, client: { ...ticket.client, ...client } } : ticket
    },
    ofLine: (line) => line,
  }
}

export function withChannels(channels: readonly Channel[]): Part {
  const byId = new Map(channels.map(({ id, name, kind, state }) => [id, { id, name, kind, state }]))
  return {
    ofTicket: (ticket) => ({ ...ticket, channel: byId.get(ticket.channel.id) ?? ticket.channel }),
    ofLine: (line) => line,
  }
}

export function withMember({ id, userId, name }: Member): Part {
  return {
    ofTicket: ({ assignee, lastMessage, ...ticket }) => ({
      ...ticket,
      assignee: assignee?.memberId === id ? { ...assignee, name } : assignee,
      lastMessage: lastMessage && byName(lastMessage),
    }),
    ofLine: byName,
  }

  function byName<Said extends Authored>(said: Said): Said {
    return said.author.id === userId ? { ...said, author: { ...said.author, name } } : said
  }
}

type Authored = { readonly author: { readonly id: string | null; readonly name: string | null } }
