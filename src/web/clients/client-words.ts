import type { Client, FoundClient } from '../api/types.ts'
import { clientName } from './client-name.ts'

type Known = Pick<Client['identities'][number], 'kind'> & { readonly name?: string | null }

/** As whom one knows somebody: in private messages, by public comments, from the website. */
export function identityWords({ kind, name }: Known): string {
  switch (kind) {
    case 'person':
      return 'Messenger'
    case 'author':
      return name === null || name === undefined ? 'Comments' : `Comments as “${name}”`
    case 'visitor':
      return 'Website visitor'
    default:
      return kind satisfies never
  }
}

type Named = { readonly name: string | null; readonly identities: readonly { readonly externalId: string }[] }

/** Of somebody without a name: as their first identity is called in the list. */
export function nameOf({ name, identities }: Named): string {
  return clientName({ name, externalId: identities[0]?.externalId ?? '' })
}

/** Who joined a client is called as they were before. */
export function mergedName({ id, name }: Client['merged'][number], { identities }: Client): string {
  return nameOf({ name, identities: identities.filter(({ clientId }) => clientId === id) })
}

const languages = new Intl.DisplayNames('en-GB', { type: 'language', languageDisplay: 'standard' })

/** "Polish (Poland)" of "pl_PL"; undefined for what is no language. */
export function languageOf(locale: string): string | undefined {
  try {
    return languages.of(locale.replaceAll('_', '-'))
  } catch {
    // What Facebook tells is no language tag: there is nothing to show.
    return undefined
  }
}

/** "UTC+1", "UTC−3:30". */
export function offsetWords(utcOffsetMinutes: number): string {
  const [hours, minutes] = [Math.floor(Math.abs(utcOffsetMinutes) / 60), Math.abs(utcOffsetMinutes) % 60]
  const rest = minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`
  return `UTC${utcOffsetMinutes < 0 ? '−' : '+'}${hours}${rest}`
}

export function ticketsWords(count: number): string {
  return count === 1 ? '1\u00a0ticket' : `${count}\u00a0tickets`
}

type Reached = { readonly phone: string | null; readonly email: string | null }

/** Where one knows somebody from who was found, and what they have in common with the client that they may be. */
export function candidateWords(found: FoundClient, client: Client): string {
  const theirs = reachOf([client, ...client.merged])
  const common = [
    ...(found.email !== null && theirs.emails.has(found.email.toLowerCase()) ? ['same e-mail'] : []),
    ...(found.phone !== null && theirs.phones.has(digitsOf(found.phone)) ? ['same phone'] : []),
  ]
  const [first, ...others] = found.identities
  const from = first === undefined ? [] : [identityWords(first), others.length === 0 ? first.channelName : `and ${others.length} more`]
  return [...from, ...common, ticketsWords(found.ticketCount)].join(' · ')
}

function reachOf(all: readonly Reached[]) {
  return {
    emails: new Set(all.flatMap(({ email }) => email?.toLowerCase() ?? [])),
    phones: new Set(all.flatMap(({ phone }) => (phone === null ? [] : [digitsOf(phone)]))),
  }
}

export function digitsOf(phone: string): string {
  return phone.replaceAll(/\D/g, '')
}
