import { newObjectId } from '../../ids.ts'
import { keepMedia, type Media } from '../../media.ts'
import type { World } from '../../world.ts'
import { type FileType, fits, sniffed } from './file-kinds.ts'
import { sendError } from './send-errors.ts'
import type { MessageAttachment } from '../thread.ts'

/** A file kept under an attachment id, for sending again. */
export type SavedAttachment = {
  readonly id: string
  readonly pageId: string
  readonly type: FileType
  readonly mediaId: string
  readonly at: number
}

/** The bytes of a file on its way into a message. */
export type FileGiven = { readonly name: string; readonly mimeType: string; readonly bytes: Uint8Array }

const DAY = 24 * 3_600_000
/** "Attachment IDs expire after 90 days" (Messenger Platform docs, saving assets, 2026-04). */
const SAVED_FOR = 90 * DAY
const MEGABYTE = 1024 * 1024
const IMAGE_BY_URL_LIMIT = 8 * MEGABYTE
const FILE_LIMIT = 25 * MEGABYTE

/** How many bytes a file of this type may have: images by URL 8 MB, everything else 25 MB (Messenger Platform docs, saving assets). */
export function sizeLimit(type: FileType, isByUrl: boolean): number {
  return type === 'image' && isByUrl ? IMAGE_BY_URL_LIMIT : FILE_LIMIT
}

type FileToTake = FileGiven & { readonly isByUrl: boolean }

/** Throws 100/2018109 when the file is too big, 100/2018047 (2018294 for a film at an address) when it is not what it is said to be. */
export function checkFile(type: FileType, file: FileToTake): void {
  if (file.bytes.length > sizeLimit(type, file.isByUrl)) {
    throw sendError('100/2018109')
  }
  if (file.bytes.length === 0 || !fits(type, file.mimeType, file.bytes)) {
    throw sendError(type === 'video' && file.isByUrl ? '100/2018294' : '100/2018047')
  }
}

/** Takes the file in. Throws as `checkFile` does. */
export function takeFile(world: World, type: FileType, file: FileToTake): Media {
  checkFile(type, file)
  const isVague = file.mimeType === '' || file.mimeType === 'application/octet-stream'
  const mimeType = isVague || type === 'image' ? (sniffed(file.bytes) ?? (file.mimeType || 'application/octet-stream')) : file.mimeType
  return keepMedia(world, { name: file.name, mimeType, bytes: file.bytes })
}

export function saveAttachment(
  world: World,
  what: { readonly pageId: string; readonly type: FileType; readonly media: Media },
): SavedAttachment {
  const { media, ...rest } = what
  const saved = { id: newObjectId(), ...rest, mediaId: media.id, at: world.clock.now() }
  world.state.messenger.attachments.set(saved.id, saved)
  return saved
}

/** The saved file as part of a message; 100/2018074 when unknown, of another Page or older than 90 days, 100/2018047 when of another type. */
export function savedAttachment(world: World, pageId: string, wish: { readonly id: string; readonly type: string }): MessageAttachment {
  const saved = world.state.messenger.attachments.get(wish.id)
  if (saved?.pageId !== pageId || saved.at + SAVED_FOR <= world.clock.now()) {
    throw sendError('100/2018074')
  }
  if (saved.type !== wish.type) {
    throw sendError('100/2018047')
  }
  return { type: saved.type, mediaId: saved.mediaId }
}
