import { clientName, shortName } from '../../clients/client-name.ts'
import { firstNameOf } from '../../ui/first-name.ts'
import type { LineOf } from '../lines/line-of.ts'
import type { Talk } from '../talk.ts'

export type Writer = { readonly name: string; readonly firstName: string; readonly pictureUrl: string | undefined }

/** Who wrote a customer's message: in private the client of the ticket, in public anybody. */
export function writerOf(
  { author, isPublic }: Pick<LineOf<'customer-message'>, 'author' | 'isPublic'>,
  { client }: Pick<Talk, 'client'>,
): Writer {
  const whole = { name: clientName(client), firstName: shortName(client), pictureUrl: client.pictureUrl ?? undefined }
  if (!isPublic || author.name === client.name) {
    return whole
  }
  // Facebook need not say who wrote.
  const name = author.name ?? 'Unknown person'
  return { name, firstName: author.name === null ? 'this person' : firstNameOf(author.name), pictureUrl: undefined }
}
