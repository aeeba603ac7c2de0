import type { Channel } from '../api/types.ts'

type Kind = { readonly one: string; readonly many: string; readonly isIt: (label: string) => boolean }

const startsWith =
  (...starts: readonly string[]) =>
  (label: string) =>
    starts.some((start) => label === start || label.startsWith(`${start} `))

/** In what order they are told, and what a person calls them; the first that fits counts. */
const KINDS: readonly Kind[] = [
  { one: 'comment', many: 'comments', isIt: startsWith('feed comment') },
  { one: 'reaction', many: 'reactions', isIt: startsWith('reaction', 'feed reaction', 'feed like') },
  {
    one: 'post',
    many: 'posts',
    isIt: startsWith('feed status', 'feed post', 'feed photo', 'feed video', 'feed share', 'feed album', 'feed event'),
  },
  { one: 'mention', many: 'mentions', isIt: startsWith('mention') },
  { one: 'review', many: 'reviews', isIt: startsWith('ratings') },
  { one: 'changed message', many: 'changed messages', isIt: startsWith('message edit') },
  { one: 'unsent message', many: 'unsent messages', isIt: startsWith('message unsent') },
]

/** "4 events saved, not shown yet: 3 comments, 1 reaction". Undefined when there is nothing. */
export function keptWords({
  notUnderstoodCount: total,
  notUnderstood,
}: Pick<Channel, 'notUnderstoodCount' | 'notUnderstood'>): string | undefined {
  if (total === 0) {
    return undefined
  }
  const counts = KINDS.map((kind) => {
    const own = notUnderstood.filter(({ label }) => KINDS.find(({ isIt }) => isIt(label)) === kind)
    return { ...kind, count: own.reduce((sum, { count }) => sum + count, 0) }
  }).filter(({ count }) => count > 0)
  const rest = total - counts.reduce((sum, { count }) => sum + count, 0)
  const parts = [
    ...counts.map(({ one, many, count }) => `${count} ${count === 1 ? one : many}`),
    ...(rest > 0 && counts.length > 0 ? [`${rest} ${rest === 1 ? 'other' : 'others'}`] : []),
  ]
  const events = `${total} ${total === 1 ? 'event' : 'events'} saved, not shown yet`
  return parts.length > 0 ? `${events}: ${parts.join(', ')}` : events
}
