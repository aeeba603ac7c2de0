import type { Client } from '../api/types.ts'
import { digitsOf, identityWords, nameOf } from './client-words.ts'

/** What a person has after a merge: what who stays has, and what who joins adds to it. */
export type Addition = { readonly stays: readonly string[]; readonly adds: readonly string[]; readonly isSame: boolean }

export type MergeSummary = {
  readonly name: string
  readonly email: Addition
  readonly phone: Addition
  readonly knownAs: Addition
  readonly notes: Addition
  readonly tickets: { readonly stays: number; readonly adds: number }
  /** Whether the person becomes a VIP by who joins. */
  readonly becomesVip: boolean
}

export function mergeSummary(staying: Client, joining: Client): MergeSummary {
  return {
    name: staying.name ?? (joining.name === null ? nameOf(staying) : joining.name),
    email: addition(allOf(staying, 'email'), allOf(joining, 'email'), (email) => email.toLowerCase()),
    phone: addition(allOf(staying, 'phone'), allOf(joining, 'phone'), digitsOf),
    knownAs: { stays: knownAs(staying), adds: knownAs(joining), isSame: false },
    notes: { stays: allOf(staying, 'note'), adds: allOf(joining, 'note'), isSame: false },
    tickets: { stays: staying.ticketCount, adds: joining.ticketCount },
    becomesVip: joining.isVip && !staying.isVip,
  }
}

/** Its own first, then what others brought along who joined it. */
function allOf(client: Client, what: 'email' | 'phone' | 'note'): readonly string[] {
  return [client, ...client.merged].flatMap((each) => each[what] ?? []).filter((each) => each !== '')
}

function knownAs({ identities }: Client): readonly string[] {
  return identities.map((identity) => `${identityWords(identity)}, ${identity.channelName}`)
}

function addition(stays: readonly string[], joins: readonly string[], keyOf: (value: string) => string): Addition {
  const known = new Set(stays.map(keyOf))
  const adds = joins.filter((each) => !known.has(keyOf(each)))
  return { stays, adds, isSame: joins.length > 0 && adds.length === 0 }
}
