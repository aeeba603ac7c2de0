import { firstNameOf } from '../ui/first-name.ts'

/** Facebook may tell no name; then the end of the id tells two nameless people apart. */
export function clientName(client: { readonly name: string | null; readonly externalId: string }): string {
  // In public Facebook need not tell who wrote.
  return client.name ?? (client.externalId === '' ? 'Unknown person' : `Facebook user ${client.externalId.slice(-4)}`)
}

/** How one is spoken of in a sentence. A family name alone would be wrong, so a nameless client is "this person". */
export function shortName(client: { readonly name: string | null }): string {
  return client.name === null ? 'this person' : firstNameOf(client.name)
}
