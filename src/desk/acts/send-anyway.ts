import { DeskError } from '#domain/errors.ts'
import { modeOf } from '#domain/acts/act.ts'
import type { ReplyMode } from '#domain/messaging-policy/reply-mode.ts'
import { valuesOf } from '#domain/templates/message-template.ts'
import type { AttachmentId, MessageId, WorkspaceId } from '#domain/ids.ts'
import { saveSentAgain } from '#storage/acts-in-doubt.ts'
import type { KeptAct } from '#storage/acts.ts'
import { takePlaceOf } from '#storage/acts-in-series.ts'
import type { Tx } from '#storage/database.ts'
import { messageCalled } from '#storage/entries/quotable.ts'
import { copyAsUploads } from '#storage/files/uploads.ts'
import { appendEvents } from '#storage/events.ts'
import type { Actor, Desk } from '../desk.ts'
import { requirePermission } from '../require-permission.ts'
import { replyToTicket } from '../tickets/reply.ts'
import { joining, transact } from '../transact.ts'
import { requireSaid, type OfTicket } from './require-said.ts'

type Wish = OfTicket & {
  /** As what it is said now; where nothing is told, as what it was asked for. */
  readonly mode?: ReplyMode | undefined
  readonly confirmsNewsRule?: boolean | undefined
  readonly key?: string
}

/**
 * Sends what nobody confirmed once more, as a message of its own with the same files, names, quote and choice, because somebody who knows that it may arrive twice decided so. Once: the line in
 * doubt names the one that was sent in its place, and stays in doubt until it is known what became of it. Under the same rules as a new reply.
 */
export async function sendAnyway(desk: Desk, actor: Actor, { ticketId, messageId, ...wish }: Wish): Promise<MessageId> {
  requirePermission(actor, 'ticket.reply')
  return await transact(desk, async (tx) => {
    const { workspaceId } = actor
    const { id, act, channelId } = await requireDoubtful(tx, workspaceId, { ticketId, messageId })
    if (act.kind !== 'say') {
      throw new Error('What is sent again says nothing.')
    }
    const files = (act.files ?? []).map(({ id: of }) => ({ of, id: desk.newId<AttachmentId>() }))
    await copyAsUploads(tx, actor, files)
    const words = act.template
      ? { text: '', template: { id: act.template.id, values: valuesOf(act.template) } }
      : { text: act.text, mentions: act.mentions }
    const quoting = act.repliesTo === undefined ? undefined : await messageCalled(tx, { workspaceId, channelId, externalId: act.repliesTo })
    const mode = act.template ? modeOf(act) : (wish.mode ?? modeOf(act))
    const said = { ...wish, ...words, ticketId, files: files.map((file) => file.id), offer: act.offer, answering: messageId, mode, quoting }
    const again = await replyToTicket(joining(tx, desk), actor, said)
    await saveSentAgain(tx, { workspaceId, id }, again)
    await takePlaceOf(tx, { workspaceId, id }, again)
    await appendEvents(tx, workspaceId, [{ type: 'entry.changed', ticketId, actorId: actor.userId, payload: { lineId: messageId } }])
    return again
  })
}

/** Looks once more for what nobody confirmed, because somebody asks. */
export async function lookAgain(desk: Desk, actor: Actor, doubtful: OfTicket): Promise<void> {
  requirePermission(actor, 'ticket.reply')
  await transact(desk, async (tx) => {
    const { workspaceId } = actor
    const { id: actId } = await requireDoubtful(tx, workspaceId, doubtful)
    await desk.jobs.settleDoubts(tx, [{ workspaceId, actId, isAsked: true }])
  })
}

async function requireDoubtful(tx: Tx, workspaceId: WorkspaceId, doubtful: OfTicket): Promise<KeptAct> {
  const { act } = await requireSaid(tx, workspaceId, doubtful)
  if (act.state !== 'unconfirmed') {
    throw new DeskError('conflict', 'It is known by now what became of this message.')
  }
  if (act.sentAgainAs !== undefined) {
    throw new DeskError('conflict', 'This message was sent again already.')
  }
  return act
}
