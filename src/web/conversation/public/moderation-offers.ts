import { permissionFor } from '#domain/acts/permission-for.ts'
import { REACH, type ActKind } from '#domain/conversations/subject.ts'
import { moderationVerdict, privateReplyUntil } from '#domain/messaging-policy/moderation.ts'
import { subjectKindOf } from '#domain/tickets/kind.ts'
import { sentenceTime } from '../../ui/format-time.ts'
import type { MessageLine } from '../lines/line-of.ts'
import { isTicketOver, type Talk } from '../talk.ts'

export type OfferedAct = 'reply-privately' | 'like' | 'unlike' | 'hide' | 'show' | 'edit' | 'remove' | 'block' | 'unblock'

/** Something that can be done to a line; one that cannot be done just now says why. */
export type Offer = { readonly act: OfferedAct; readonly label: string; readonly title: string | undefined; readonly isOff: boolean }

/** `isAuthorBlocked`: of what a customer wrote. */
type Offered = { readonly isAuthorBlocked?: boolean | null } & Pick<
  MessageLine,
  'line' | 'ticketId' | 'occurredAt' | 'reactions' | 'isHidden' | 'acts' | 'privateReply' | 'takenBackAt' | 'state'
>

/** Where it stands, and which of Facebook's permissions the Page lacks. */
type Place = Pick<Talk, 'id' | 'kind' | 'status' | 'channel'> & { readonly missing: readonly string[] }

/** What can be done to what somebody said in public: by what it is, and where it stands. */
export function moderationOffers(line: Offered, talk: Place, now: Date): readonly Offer[] {
  const { kind, channel, missing } = talk
  // What waits for Facebook's name cannot be asked for by it.
  const isNamed = line.line === 'customer-message' || line.state === 'sent'
  if (channel.state !== 'connected' || !isNamed) {
    return []
  }
  const subject = subjectKindOf(kind)
  const { acts } = REACH[subject]
  const offers = line.line === 'customer-message' ? offersOnTheirs(line, sayingObstacle(line, talk), now) : offersOnOurs(line)
  return offers
    .filter(({ act }) => acts.includes(KINDS[act]))
    .map((offer) => {
      if (line.ticketId === null) {
        return { ...offer, isOff: true, title: NO_TICKET }
      }
      const permission = permissionFor(KINDS[offer.act], subject)
      const isOfNoOtherCause = !offer.isOff || offer.title === NOT_ANSWERABLE
      return missing.includes(permission) && isOfNoOtherCause ? { ...offer, isOff: true, title: missingWords(permission) } : offer
    })
}

function missingWords(permission: string): string {
  return `Facebook has not granted this Page the permission for it (${permission}). An administrator can reconnect the Page and grant it.`
}

/** An act and what undoes it are one kind: a line offers one of them at a time. */
export const KINDS: Readonly<Record<OfferedAct, ActKind>> = {
  'reply-privately': 'say-privately',
  like: 'react',
  unlike: 'react',
  hide: 'hide',
  show: 'hide',
  edit: 'edit',
  remove: 'remove',
  block: 'block',
  unblock: 'block',
}

const plain = (act: OfferedAct, label: string, title?: string): Offer => ({ act, label, title, isOff: false })

const REMOVE = plain('remove', 'Delete')
const OFFERS_ON_OURS: readonly Offer[] = [plain('edit', 'Edit'), REMOVE]

function offersOnOurs({ takenBackAt }: Offered): readonly Offer[] {
  return takenBackAt === null ? OFFERS_ON_OURS : []
}

function offersOnTheirs(line: Offered, obstacle: string | undefined, now: Date): readonly Offer[] {
  if (line.takenBackAt !== null) {
    return [blockOffer(line)]
  }
  const isLiked = line.reactions.some(({ by }) => by === 'page')
  return [
    privateReply(line, obstacle, now),
    isLiked ? plain('unlike', 'Unlike') : plain('like', 'Like'),
    line.isHidden
      ? plain('show', 'Show again')
      : plain('hide', 'Hide', 'Only the author and their friends will see it. The author is not told.'),
    REMOVE,
    blockOffer(line),
  ]
}

/** Whatever became of what they wrote, its author is still there. */
function blockOffer({ isAuthorBlocked }: Offered): Offer {
  if (isAuthorBlocked === true) {
    return plain('unblock', 'Unblock', 'They can comment on this Page and write to it again.')
  }
  return isAuthorBlocked === false
    ? plain('block', 'Block', 'They can’t comment on this Page or write to it any more.')
    : { act: 'block', label: 'Block', title: NOBODY_TOLD, isOff: true }
}

/** Why nobody can answer a line, in public or in private, as far as its ticket goes. */
export function sayingObstacle(line: Pick<Offered, 'ticketId'>, talk: Pick<Place, 'id' | 'status'>): string | undefined {
  if (line.ticketId === null) {
    return NO_TICKET
  }
  if (line.ticketId !== talk.id) {
    return EARLIER_TICKET
  }
  return isTicketOver(line, talk) ? TICKET_OVER : undefined
}

const NO_TICKET = 'It belongs to no ticket, so nothing can be done to it here. On Facebook itself it can.'
const EARLIER_TICKET = 'It belongs to an earlier ticket, which takes no more replies. Reply to what was written after it.'
const TICKET_OVER = 'Its ticket is over and takes no more replies. What the customer writes next opens a new one.'
const USED = 'Already used. Facebook allows one private reply to a comment.'
const USED_ELSEWHERE = 'Already used. Someone replied privately in Facebook itself, which allows one private reply to a comment.'
const NOT_ANSWERABLE = 'Facebook says that a private reply is not possible, and does not say why. Try again later, or reply publicly.'

const NOBODY_TOLD = 'Facebook does not tell who wrote this, so nobody can be blocked.'

function privateReply({ occurredAt, acts, privateReply: told }: Offered, obstacle: string | undefined, now: Date): Offer {
  const writtenAt = new Date(occurredAt)
  const tried = acts.filter(({ act }) => act === 'reply-privately')
  const isUsedElsewhere = told === 'answered' || tried.some(({ failure }) => failure?.reason === 'answered-privately')
  const isAnsweredPrivately = tried.some(({ state }) => state !== 'failed')
  const isRefused = tried.some(({ failure }) => failure?.reason === 'not-answerable')
  const channelSays = isUsedElsewhere ? 'answered' : isRefused ? 'cannot' : (told ?? undefined)
  const entry = { author: { kind: 'client' }, writtenAt, removedAt: undefined } as const
  const verdict = moderationVerdict({ kind: 'say-privately' }, { entry, isAnsweredPrivately, channelSays, now })
  const end = sentenceTime(privateReplyUntil(writtenAt), now)
  const offer = { act: 'reply-privately', label: 'Reply privately' } as const
  switch (verdict.kind) {
    case 'may':
      return obstacle !== undefined
        ? { ...offer, title: obstacle, isOff: true }
        : { ...offer, title: `Facebook allows one private reply, until ${end}.`, isOff: false }
    case 'answered-privately':
      return { ...offer, title: isAnsweredPrivately ? USED : USED_ELSEWHERE, isOff: true }
    case 'not-answerable':
      return { ...offer, title: NOT_ANSWERABLE, isOff: true }
    default:
      return { ...offer, title: `The 7 days for a private reply ended ${end}.`, isOff: true }
  }
}
