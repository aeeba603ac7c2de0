import { clientName, shortName } from '../../clients/client-name.ts'
import { firstNameOf } from '../../ui/first-name.ts'
import type { LineOf } from '../lines/line-of.ts'
import type { Talk } from '../talk.ts'

export type Writer = { readonly name: string; readonly firstName: string; readonly pictureUrl: string | undefined }

type Written = Pick<LineOf<'customer-message'>, 'author' | 'isPublic'>

/** Who wrote a customer's message: in private the client of the ticket, in public anybody. */
export function writerOf(written: Written, { client }: Pick<Talk, 'client'>): Writer {
  if (!isBySomebodyElse(written, { client })) {
    return { name: clientName(client), firstName: shortName(client), pictureUrl: client.pictureUrl ?? undefined }
  }
  const { author } = written
  // Facebook need not say who wrote.
  const name = author.name ?? 'Unknown person'
  return { name, firstName: author.name === null ? 'this person' : firstNameOf(author.name), pictureUrl: undefined }
}

/** Stands before a customer's message in a list: whose words these are, where the row has not their name. Undefined: it has, or nobody was told. */
export function writerPrefix(written: Written, { client, wholePost }: Pick<Talk, 'client' | 'wholePost'>): string | undefined {
  const { name } = written.author
  if (wholePost !== null) {
    return name === null ? undefined : firstNameOf(name)
  }
  return isBySomebodyElse(written, { client }) ? firstNameOf(name ?? 'Somebody') : undefined
}

function isBySomebodyElse({ author, isPublic }: Written, { client }: Pick<Talk, 'client'>): boolean {
  return isPublic && author.name !== client.name
}
