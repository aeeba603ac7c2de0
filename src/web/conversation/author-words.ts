import type { Message } from '../api/types.ts'
import { firstNameOf } from '../ui/first-name.ts'

type Written = Pick<Message, 'author' | 'detail'>

/** Heads our message in a conversation. What was written elsewhere says where in place of a name. */
export function authorHeading({ author, detail }: Written): string {
  if (author.kind !== 'elsewhere') {
    return author.name ?? 'Pagedesk'
  }
  const appName = appNameOf(detail)
  if (appName !== undefined) {
    return `Written in ${appName}`
  }
  return hasApp(detail) ? `Written by app ${String(detail?.['appId'])}` : 'Written outside Pagedesk'
}

/** Stands before our message in a list: "You", a colleague's first name, or where else it was written. */
export function authorPrefix({ author, detail }: Written, userId: string): string {
  if (author.kind !== 'elsewhere') {
    const name = author.name === null ? 'Pagedesk' : firstNameOf(author.name)
    return author.id === userId ? 'You' : name
  }
  return appNameOf(detail)?.replace(/^Meta /u, '') ?? (hasApp(detail) ? 'Another app' : 'On Facebook')
}

/** Whether two messages of ours come from the same hand. What was written elsewhere goes by its heading: Business Suite has two ids. */
export function isSameHand(one: Written, other: Written): boolean {
  return (
    one.author.kind === other.author.kind &&
    one.author.id === other.author.id &&
    one.author.name === other.author.name &&
    (one.author.kind !== 'elsewhere' || authorHeading(one) === authorHeading(other))
  )
}

function appNameOf(detail: Written['detail']): string | undefined {
  const appName = detail?.['appName']
  return typeof appName === 'string' ? appName : undefined
}

function hasApp(detail: Written['detail']): boolean {
  return detail?.['appId'] !== undefined
}
