import type { Ticket } from '../api/types.ts'
import { clientName } from '../clients/client-name.ts'

type Named = Pick<Ticket, 'wholePost' | 'client' | 'channel'>

/** What a ticket is called: whom it is with, or what the post says of which it holds all comments. */
export function ticketName({ wholePost, client, channel }: Named): string {
  return wholePost === null ? clientName(client) : (wholePost.text ?? `A post of ${channel.name}`)
}

/** Whose picture stands beside it: the person's, or the Page's under whose post several write. */
export function faceOf({ wholePost, client, channel }: Named) {
  return wholePost === null
    ? ({ name: clientName(client), pictureUrl: client.pictureUrl ?? undefined, shape: 'person' } as const)
    : ({ name: channel.name, shape: 'page' } as const)
}
