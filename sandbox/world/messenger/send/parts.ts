import { stickerSample } from '../../../samples/samples.ts'
import { oauthError } from '../../graph-error.ts'
import type { PageAccess } from '../../login/tokens.ts'
import type { World } from '../../world.ts'
import { type FileGiven, savedAttachment } from './attachments.ts'
import { FILE_TYPES, type FileType } from './file-kinds.ts'
import { checkCount, flagAt, isGiven, type Json, listAt, mustBeOneOf, objectAt, textAt } from './reading.ts'
import { sendError } from './send-errors.ts'
import { templateOf } from '../templates/templates.ts'
import type { MessageAttachment } from '../thread.ts'

/** A part of a message: ready, or a file that must first be fetched or taken in. */
export type Part =
  | { readonly kind: 'ready'; readonly attachment: MessageAttachment }
  | { readonly kind: 'fetch'; readonly type: FileType; readonly url: string; readonly isReusable: boolean }
  | { readonly kind: 'upload'; readonly type: FileType; readonly file: FileGiven; readonly isReusable: boolean }

/** The docs give image stacks no limit that we found; the Messenger app sends at most 30 pictures at once. */
const STACK = { min: 1, max: 30 }
const NO_PARTS: readonly Part[] = []

/** What hangs on a message: an attachment, a stack of pictures, a sticker, or nothing. */
export function partsOf(
  world: World,
  access: PageAccess,
  { message, file }: { message: Json; file: FileGiven | undefined },
): readonly Part[] {
  if (!['attachment', 'attachments', 'sticker_id'].some((name) => isGiven(message, name))) {
    return NO_PARTS
  }
  const stack = listAt(message, 'attachments', 'message[attachments]')
  if (stack) {
    return stackOf(world, access, stack)
  }
  const attachment = objectAt(message, 'attachment', 'message[attachment]')
  return attachment ? [partOf(world, access, { attachment, file, where: 'message[attachment]' })] : [sticker(message)]
}

/** Several pictures in one message, nothing but pictures (changelog, 2025-03-19). */
function stackOf(world: World, access: PageAccess, stack: readonly Json[]): Part[] {
  checkCount(stack.length, STACK, 'message[attachments]')
  return stack.map((attachment, index) => {
    const where = `message[attachments][${index}]`
    if (stack.length > 1) {
      mustBeOneOf(textAt(attachment, 'type', `${where}[type]`), ['image'], `${where}[type]`)
    }
    return partOf(world, access, { attachment, file: undefined, where })
  })
}

/** Looks at one attachment of a message or of an upload. */
export function partOf(
  world: World,
  access: PageAccess,
  given: { readonly attachment: Json; readonly file: FileGiven | undefined; readonly where: string },
): Part {
  const { attachment, file, where } = given
  const type = textAt(attachment, 'type', `${where}[type]`)
  if (type === undefined) {
    throw oauthError(100, `(#100) The parameter ${where}[type] is required`)
  }
  mustBeOneOf(type, [...FILE_TYPES, 'template'], `${where}[type]`)
  const payload = objectAt(attachment, 'payload', `${where}[payload]`) ?? (file ? {} : undefined)
  if (!payload) {
    // Seen in a report of 2016 (fb-messenger-php #20).
    throw oauthError(100, `(#100) The parameter ${where}[payload] is required`)
  }
  const fileType = FILE_TYPES.find((each) => each === type)
  return fileType ? filePart(world, access, { type: fileType, payload, file }) : ready(templateOf(world, access, payload))
}

function filePart(
  world: World,
  access: PageAccess,
  { type, payload, file }: { type: FileType; payload: Json; file: FileGiven | undefined },
): Part {
  const id = textAt(payload, 'attachment_id', 'message[attachment][payload][attachment_id]')
  if (id !== undefined) {
    return ready(savedAttachment(world, access.page.id, { id, type }))
  }
  const url = textAt(payload, 'url', 'message[attachment][payload][url]')
  const isReusable = flagAt(payload, 'is_reusable')
  if (url !== undefined && url !== '') {
    return { kind: 'fetch', type, url, isReusable }
  }
  if (!file) {
    throw sendError('100/2018005')
  }
  return { kind: 'upload', type, file, isReusable }
}

export function ready(attachment: MessageAttachment): Part {
  return { kind: 'ready', attachment }
}

/** A first-party sticker by its number (changelog, Sticker API, 2026-06-01). Its picture is ours. */
function sticker(message: Json): Part {
  const id = textAt(message, 'sticker_id', 'message[sticker_id]') ?? ''
  if (!/^\d+$/.test(id)) {
    throw oauthError(100, '(#100) Param message[sticker_id] must be a valid sticker ID')
  }
  return ready({ type: 'sticker', mediaId: stickerSample(id).id, payload: { sticker_id: Number(id) } })
}
