import type { Subject } from '../conversations/subject.ts'
import type { ChannelKind } from '../channels/channel.ts'

/** What a new ticket begins with. */
export type Beginning = {
  /** The group it belongs to, where the workspace still has one of this name. */
  readonly groupName: string
  readonly tags: readonly string[]
}

/** The group that every workspace begins with. */
export const FIRST_GROUP = 'Support team'

const NETWORKS: Readonly<Record<ChannelKind, string>> = { facebook: 'Facebook', chat: 'Chat' }
const PLACES: Readonly<Record<Subject['kind'], string>> = {
  direct: 'Direct',
  comments: 'Comment',
  post: 'Post',
  mention: 'Mention',
  review: 'Review',
  website: 'Website',
}

/** Where a new ticket of a conversation goes, and how it is tagged: `Facebook:Direct`. */
export function beginningOf(channel: ChannelKind, subject: Subject['kind']): Beginning {
  return { groupName: FIRST_GROUP, tags: [`${NETWORKS[channel]}:${PLACES[subject]}`] }
}
