import type { SetAside } from '#api/conversation/contract.ts'
import type { ClientNews } from '#api/events/contract.ts'
import type { Channel, Line, Member, Ticket } from '../api/types.ts'
import type { HeldThread } from '../posts/thread-pages.ts'

/** How something that many tickets, lines and threads show is changed in one of them. Gives the same one back where it does not occur. */
export type Part = {
  readonly ofTicket: (ticket: Ticket) => Ticket
  readonly ofLine: (line: Line) => Line
  /** Its lines are changed by themselves. */
  readonly ofThread: (thread: HeldThread) => HeldThread
}

export function withClients(clients: readonly ClientNews[]): Part {
  const byOwnId = new Map(clients.map((client) => [client.ownId, client]))
  const nameOf: NameOf = (id) => byOwnId.get(id)?.name
  return {
    ofTicket: (ticket) => {
      const [client, named] = [byOwnId.get(ticket.client.ownId), withLastBy(ticket, nameOf)]
      return client ? { ...named, client: { ...named.client, ...client } } : named
    },
    ofLine: (line) => lineBy(line, nameOf),
    ofThread: (thread) => thread,
  }
}

export function withChannels(channels: readonly Channel[]): Part {
  const byId = new Map(channels.map(({ id, name, kind, state, allowances }) => [id, { id, name, kind, state, allowances }]))
  return {
    ofTicket: (ticket) => ({ ...ticket, channel: byId.get(ticket.channel.id) ?? ticket.channel }),
    ofLine: (line) => line,
    ofThread: (thread) => {
      const channel = thread.channel && byId.get(thread.channel.id)
      return channel ? { ...thread, channel: { id: channel.id, name: channel.name } } : thread
    },
  }
}

export function withMember({ id, userId, name }: Member): Part {
  const nameOf: NameOf = (authorId) => (authorId === userId ? name : undefined)
  return {
    ofTicket: (ticket) => {
      const { assignee, unsettled, ...rest } = withLastBy(ticket, nameOf)
      return {
        ...rest,
        assignee: assignee?.memberId === id ? { ...assignee, name } : assignee,
        unsettled: unsettled.map((each) => ({ ...each, by: named(each.by, nameOf) })),
      }
    },
    ofLine: (line) => lineBy(line, nameOf),
    ofThread: (thread) => {
      const { ticket } = thread
      return ticket?.assignee?.memberId === id ? { ...thread, ticket: { ...ticket, assignee: { ...ticket.assignee, name } } } : thread
    },
  }
}

/** The name of whoever has this id; undefined: of nobody whose name changed. */
type NameOf = (id: string) => string | null | undefined
type Person = { readonly id: string | null; readonly name: string | null }

function withLastBy(ticket: Ticket, nameOf: NameOf): Ticket {
  const { lastMessage } = ticket
  const named = lastMessage && authored(lastMessage, nameOf)
  return named === lastMessage ? ticket : { ...ticket, lastMessage: named }
}

/** Who wrote it, who wrote what it answers, and who did something to it. */
function lineBy(line: Line, nameOf: NameOf): Line {
  const said = authored(line, nameOf)
  if (said.line !== 'customer-message' && said.line !== 'our-message') {
    return said
  }
  const quote = said.quote?.author ? { ...said.quote, author: named(said.quote.author, nameOf) } : said.quote
  const acts = said.acts.map((act) => ({ ...act, by: named(act.by, nameOf), setAside: asideBy(act.setAside, nameOf) }))
  const isQuotedAnew = quote?.author !== said.quote?.author
  const isActedAnew = acts.some(({ by, setAside }, place) => by !== said.acts[place]?.by || setAside !== said.acts[place]?.setAside)
  const changed = isQuotedAnew || isActedAnew ? { ...said, quote, acts } : said
  return changed.line === 'our-message' ? withAside(changed, nameOf) : changed
}

function withAside(line: Extract<Line, { readonly line: 'our-message' }>, nameOf: NameOf): Line {
  const setAside = asideBy(line.setAside, nameOf)
  return setAside === line.setAside ? line : { ...line, setAside }
}

function asideBy(aside: SetAside | null, nameOf: NameOf): SetAside | null {
  const by = aside?.by ? named(aside.by, nameOf) : null
  return aside === null || by === aside.by ? aside : { ...aside, by }
}

function authored<Said extends { readonly author: Person }>(said: Said, nameOf: NameOf): Said {
  const author = named(said.author, nameOf)
  return author === said.author ? said : { ...said, author }
}

function named<Somebody extends Person>(somebody: Somebody, nameOf: NameOf): Somebody {
  const name = somebody.id === null ? undefined : nameOf(somebody.id)
  return name === undefined ? somebody : { ...somebody, name }
}
