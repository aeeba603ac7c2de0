import type { Moderation } from '#domain/acts/act.ts'
import { rightFor } from '#domain/acts/right-for.ts'
import type { Content } from '#domain/entries/content.ts'
import { mentionsKept, taggedText } from '#domain/entries/mention.ts'
import { DeskError } from '#domain/errors.ts'
import type { ActId, MessageId, TicketId } from '#domain/ids.ts'
import { moderationVerdict, type ModerationObstacle } from '#domain/messaging-policy/moderation.ts'
import { insertAct } from '#storage/acts-asked-for.ts'
import { isAnsweredPrivately } from '#storage/private-replies.ts'
import { lockEntry } from '#storage/entries/lock.ts'
import { privateReplyAnswer } from '#storage/private-replies.ts'
import { appendEvents } from '#storage/events.ts'
import { lockTicket } from '#storage/tickets/lock.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { fittingText } from '../tickets/fitting-text.ts'
import { followSaid } from '../tickets/follow-said.ts'
import { recordWork } from '../tickets/record-change.ts'
import { requireMay } from '../tickets/require-verdict.ts'
import { refuseTypedTags } from '../tickets/typed-tags.ts'
import { transact } from '../transact.ts'

type Wish = { readonly ticketId: TicketId; readonly messageId: MessageId; readonly act: Moderation }

/**
 * Does something to what everybody reads: hides it or shows it again, deletes it, likes it, edits what the Page said, or answers whoever wrote it
 * privately. Written down together with the job that carries it to the channel. Refused before Facebook would refuse. A ticket that is over stays
 * so: only what is said ends with it.
 */
export async function moderate(desk: Desk, actor: Actor, { ticketId, messageId, act }: Wish): Promise<MessageId> {
  requirePermission(actor, rightFor(act.kind, { isPublic: true }))
  const wanted = 'text' in act ? { ...act, text: fittingText(act.text) } : act
  return await transact(desk, async (tx) => {
    const ticket = await lockTicket(tx, actor.workspaceId, ticketId)
    const target = ticket && (await lockEntry(tx, actor.workspaceId, messageId))
    if (!ticket || !target || target.ticketId !== ticketId) {
      throw new DeskError('not-found', 'There is no such message.')
    }
    const [at, { workspaceId, userId }] = [desk.now(), actor]
    if (target.entry.thing === 'message') {
      throw new DeskError('conflict', 'This can only be done to what everybody reads.')
    }
    requireMay(actor, ticket, { act: wanted.kind, now: at })
    const answered = await isAnsweredPrivately(tx, workspaceId, messageId)
    const channelSays = await privateReplyAnswer(tx, { workspaceId, entryId: messageId })
    const entry = { ...target.entry, removedAt: target.removedAt }
    const verdict = moderationVerdict(wanted, { entry, isAnsweredPrivately: answered, channelSays, now: at })
    if (verdict.kind !== 'may') {
      throw new DeskError('conflict', WORDS[verdict.kind])
    }
    const { channelId } = ticket
    const { conversationId } = target
    await insertAct(tx, {
      workspaceId,
      id: desk.newId<ActId>(),
      conversationId,
      channelId,
      entryId: messageId,
      act: naming(wanted, entry.content?.value),
      by: userId,
      at,
    })
    await recordWork(tx, { actor, ticket })
    if (wanted.kind === 'say-privately') {
      await followSaid(tx, workspaceId, { tickets: [ticketId], now: at })
    }
    await desk.jobs.sendMessages(tx, { workspaceId, conversationId })
    await appendEvents(tx, workspaceId, [{ type: 'entry.changed', ticketId, actorId: userId, payload: { lineId: messageId } }])
    return messageId
  })
}

/** Whom an answer names it names still, as long as the name stays in its place: to Facebook an edit without the tag is one without the person. */
function naming(act: Moderation, before: Content | undefined): Moderation {
  if (act.kind !== 'edit') {
    return act
  }
  refuseTypedTags(act.text, before?.text)
  const mentions = before === undefined ? [] : mentionsKept(before, act.text)
  if (mentions.length === 0) {
    return act
  }
  fittingText(act.text, { before: Math.max(0, taggedText({ ...act, mentions }).length - act.text.length) })
  return { ...act, mentions }
}

const WORDS: Readonly<Record<ModerationObstacle, string>> = {
  unknown: 'Facebook has not told what this is yet.',
  'nobody-told': 'Facebook does not tell who wrote this, so nobody can be blocked. Hide or delete it.',
  removed: 'It was deleted. Nothing can be done to it any more.',
  'of-the-page': 'The Page wrote it: this can only be done to what customers write.',
  'of-a-customer': 'A customer wrote it: only what the Page said can be edited.',
  'answered-privately': 'It was answered privately already. Facebook allows one private reply to a comment.',
  'not-answerable': 'Facebook says that a private reply is not possible, and does not say why. Try again later, or reply publicly.',
  'too-old': 'The 7 days ended in which Facebook allows a private reply to a comment.',
}
