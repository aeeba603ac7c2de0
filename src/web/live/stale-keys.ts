import type { QueryKey } from '@tanstack/react-query'
import { keys } from '../api/query-client.ts'
import type { LiveEvent } from './event-stream.ts'

const BY_NOUN: Readonly<Record<string, readonly QueryKey[]>> = {
  channel: [keys.channels, keys.extensions, keys.firstSteps, keys.tickets, ['ticket']],
  extension: [keys.extensions, keys.channels, keys.firstSteps, keys.tickets, ['ticket']],
  member: [keys.members, keys.invitations, keys.session],
  invitation: [keys.invitations, keys.members],
  mail: [keys.mails],
  delivery: [keys.setAside],
  client: [keys.clients, keys.tickets, ['ticket']],
}

/** What an event makes stale. An event nobody foresaw makes everything stale: slow, but never wrong. */
export function staleKeys(event: LiveEvent): readonly QueryKey[] {
  const noun = event.type.split('.')[0] ?? ''
  const ofNoun = BY_NOUN[noun]
  if (event.ticketId !== undefined) {
    return [keys.tickets, keys.ticket(event.ticketId), keys.messages(event.ticketId), keys.clients, keys.firstSteps, ...(ofNoun ?? [])]
  }
  return ofNoun ?? [[]]
}
