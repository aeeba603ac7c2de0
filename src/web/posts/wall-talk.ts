import type { TicketKind } from '#domain/tickets/kind.ts'
import type { Channel } from '../api/types.ts'
import { missingIn } from '../conversation/public/use-missing-permissions.ts'
import type { TalkByName } from '../conversation/talk.ts'
import { answeringIn, type Answering } from '../conversation/threads-of.ts'
import type { Tab } from './search.ts'
import type { HeldThread } from './thread-pages.ts'

/** What is said in a tab belongs to tickets of one kind. */
const KINDS: Readonly<Record<Tab, TicketKind>> = { own: 'comment', 'visitor-posts': 'post', mentions: 'mention', reviews: 'review' }

type Where = {
  readonly tab: Tab
  readonly channel: Pick<Channel, 'id' | 'name' | 'kind' | 'state' | 'allowances' | 'problems'> | undefined
}

/** A conversation, and which of Facebook's permissions its Page lacks. `answering`: the thread, where its ticket holds all under the post. */
export type WallTalk = TalkByName & { readonly missing: readonly string[]; readonly answering: Answering | undefined }

/** A thread as the acts know a conversation. Without a ticket, or without its Page, nothing can be done in it. */
export function wallTalk({ ticket, lines }: HeldThread, { tab, channel }: Where): WallTalk | undefined {
  if (ticket === null || channel === undefined) {
    return undefined
  }
  const { id, name, kind, state, allowances } = channel
  const asked = lines.find(({ line }) => line === 'customer-message')
  return {
    id: ticket.id,
    kind: KINDS[tab],
    status: ticket.status,
    postId: null,
    client: { name: asked?.author.name ?? null, externalId: '' },
    channel: { id, name, kind, state, allowances },
    window: null,
    privateReply: null,
    wholePost: ticket.isOfWholePost ? { text: null } : null,
    answering: ticket.isOfWholePost ? answeringIn(lines, ticket.id) : undefined,
    missing: missingIn(channel),
  }
}

/** Why nothing can be done in a whole thread. */
export function whyNothing({ ticket, lines }: HeldThread): string {
  if (ticket !== null) {
    return 'Its Page was removed from Pagedesk, so nothing can be done here. On Facebook itself it can.'
  }
  return lines.some(({ line }) => line === 'customer-message')
    ? 'No ticket: this kind is turned off in the Page’s settings. When it is turned on, whoever still waits gets a ticket.'
    : 'Only the Page speaks here. It becomes a ticket when somebody answers.'
}
