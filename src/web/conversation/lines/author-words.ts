import type { Line } from '../../api/types.ts'
import { firstNameOf } from '../../ui/first-name.ts'

export type Author = Line['author']

/** Heads a line of ours in a conversation. What was written elsewhere says where in place of a name. */
export function authorHeading(author: Author): string {
  if (author.kind !== 'elsewhere') {
    return author.name ?? 'Pagedesk'
  }
  if (author.appName !== null) {
    return `Written in ${author.appName}`
  }
  return author.appId === null ? 'Written outside Pagedesk' : `Written by app ${author.appId}`
}

/** Stands before our message in a list: "You", a colleague's first name, or where else it was written. */
export function authorPrefix(author: Author, userId: string): string {
  if (author.kind !== 'elsewhere') {
    const name = author.name === null ? 'Pagedesk' : firstNameOf(author.name)
    return author.id === userId ? 'You' : name
  }
  return author.appName?.replace(/^Meta /u, '') ?? (author.appId === null ? 'On Facebook' : 'Another app')
}

/** Whether two messages come from the same hand. What was written elsewhere goes by its heading: Business Suite has two ids. */
export function isSameHand(one: Author, other: Author): boolean {
  return (
    one.kind === other.kind &&
    one.id === other.id &&
    one.name === other.name &&
    (one.kind !== 'elsewhere' || authorHeading(one) === authorHeading(other))
  )
}
