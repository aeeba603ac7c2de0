import { useSyncExternalStore } from 'react'

/** Whether the screen hears what happens. `since`: the moment of the last state it knows. */
export type Connection = { readonly kind: 'live' } | { readonly kind: 'lost'; readonly since: Date }

const listeners = new Set<() => void>()
let connection: Connection = { kind: 'live' }

export function setConnection(next: Connection): void {
  if (next.kind !== connection.kind) {
    connection = next
    listeners.forEach((listener) => listener())
  }
}

export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => connection)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
