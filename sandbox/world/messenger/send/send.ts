import { missingParameter, oauthError } from '../../graph-error.ts'
import type { PageAccess } from '../../login/tokens.ts'
import type { World } from '../../world.ts'
import { type FileGiven, saveAttachment, takeFile } from './attachments.ts'
import { checkBarriers } from './barriers.ts'
import { type Content, contentOf } from './content.ts'
import type { Part } from './parts.ts'
import { pageWrites } from '../conversations.ts'
import { checkLeave } from './leave.ts'
import { checkPersona } from '../personas.ts'
import { type Json, mustBeOneOf } from './reading.ts'
import { type Target, targetOf } from './recipients.ts'
import { sendError } from './send-errors.ts'
import { repliedTo } from './sender-actions.ts'
import type { MessageAttachment } from '../thread.ts'

/** What a call to `/{page}/messages` says, read from its parameters but not yet judged. */
export type SendWish = {
  readonly recipient: Json | undefined
  readonly message: Json | undefined
  readonly messagingType: string | undefined
  readonly tag: string | undefined
  readonly notificationType: string | undefined
  readonly personaId: string | undefined
  readonly replyTo: Json | undefined
  /** `filedata` of a multipart call. */
  readonly file: FileGiven | undefined
}

/** A message that may go out, but for the files that are still to be fetched. */
export type Draft = { readonly target: Target; readonly content: Content; readonly replyTo: string | undefined; readonly wish: SendWish }

export type SendAnswer = { readonly recipient_id?: string; readonly message_id: string; readonly attachment_id?: string }

const NOTIFICATION_TYPES = ['REGULAR', 'SILENT_PUSH', 'NO_PUSH']

/** Judges a message without changing anything: recipient, content, window and barriers, in this order. Throws what Facebook would answer. */
export function draftOf(world: World, access: PageAccess, wish: SendWish): Draft {
  const target = recipientIn(world, access, wish)
  if (!wish.message) {
    throw oauthError(100, '(#100) Param message must be non-empty')
  }
  const content = contentOf(world, access, { message: wish.message, file: wish.file })
  mustBeOneOf(wish.notificationType, NOTIFICATION_TYPES, 'notification_type')
  checkPersona(world, access.page.id, wish.personaId)
  const replyTo = repliedTo(target.conversation, wish.replyTo)
  checkLeave(world, access, { window: target.window, content, said: wish })
  checkBarriers(world, access, target.conversation)
  return { target, content, replyTo, wish }
}

export function recipientIn(world: World, access: PageAccess, { recipient }: Pick<SendWish, 'recipient'>): Target {
  if (!recipient) {
    throw missingParameter('recipient')
  }
  return targetOf(world, access, recipient)
}

/** Sends the draft. `fetched` holds the files of its `fetch` parts, in their order. Throws 100 when a file is not what it is said to be. */
export function sendDraft(
  world: World,
  access: PageAccess,
  { draft, fetched }: { draft: Draft; fetched: readonly FileGiven[] },
): SendAnswer {
  const { target, content, wish, replyTo } = draft
  const { conversation } = target
  const files = takeParts(world, access, { parts: content.parts, fetched })
  const message = pageWrites(world, conversation, {
    text: content.text,
    metadata: content.metadata,
    tag: wish.tag,
    appId: access.app.id,
    attachments: files.attachments,
    ...(content.quickReplies ? { quickReplies: content.quickReplies } : {}),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(wish.personaId === undefined ? {} : { personaId: wish.personaId }),
    ...(target.isByUserRef ? { isByUserRef: true } : {}),
  })
  target.remember(message.mid)
  return {
    ...(target.isByUserRef ? {} : { recipient_id: conversation.psid }),
    message_id: message.mid,
    ...(files.attachmentId === undefined ? {} : { attachment_id: files.attachmentId }),
  }
}

type Taken = { readonly attachments: readonly MessageAttachment[]; readonly attachmentId: string | undefined }

const NOTHING_TAKEN: Taken = { attachments: [], attachmentId: undefined }

/** Files become media of ours; a reusable one also gets an id, which the answer names. */
function takeParts(world: World, access: PageAccess, { parts, fetched }: { parts: readonly Part[]; fetched: readonly FileGiven[] }): Taken {
  if (parts.length === 0) {
    return NOTHING_TAKEN
  }
  const waiting = [...fetched]
  let attachmentId: string | undefined
  const attachments = parts.map((part): MessageAttachment => {
    if (part.kind === 'ready') {
      return part.attachment
    }
    const file = part.kind === 'upload' ? part.file : waiting.shift()
    if (!file) {
      throw sendError('100/2018008')
    }
    const media = takeFile(world, part.type, { ...file, isByUrl: part.kind === 'fetch' })
    if (part.isReusable) {
      attachmentId = saveAttachment(world, { pageId: access.page.id, type: part.type, media }).id
    }
    return { type: part.type, mediaId: media.id }
  })
  return { attachments, attachmentId }
}
