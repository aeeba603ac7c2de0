import { open } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'
import { parseFile } from 'music-metadata'
import { isPlayed, isShownPicture } from '#domain/files/media-type.ts'
import type { Examined } from './examined.ts'
import { makePictures, TooManyPixelsError } from './make-pictures.ts'

/** What file-type asks for at most to tell a type. Archives are told by it and never opened: no more of a file is looked at than this. */
const HEAD_BYTES = 4100
const UNKNOWN = 'application/octet-stream'

/** Tells what a file is by its content, and makes pictures of pictures. Whatever it throws is a fault of this program. */
export async function examineFile(path: string): Promise<Examined> {
  const type = await typeOf(path)
  if (isShownPicture(type)) {
    return await pictureOf(path, type)
  }
  if (isPlayed(type)) {
    return { kind: 'ok', type, ...(await durationOf(path)), made: {} }
  }
  return { kind: 'ok', type, made: {} }
}

async function typeOf(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read({ buffer: new Uint8Array(HEAD_BYTES) })
    const type = await fileTypeFromBuffer(buffer.subarray(0, bytesRead))
    return type?.mime ?? UNKNOWN
  } finally {
    await file.close()
  }
}

async function pictureOf(path: string, type: string): Promise<Examined> {
  try {
    return { kind: 'ok', type: type === 'image/apng' ? 'image/png' : type, ...(await makePictures(path)) }
  } catch (error) {
    // Whatever libvips cannot read is a broken picture: cut off, or never one.
    return { kind: 'refused', reason: error instanceof TooManyPixelsError ? 'too-many-pixels' : 'broken' }
  }
}

/** A film or a sound whose length cannot be read may still play. */
async function durationOf(path: string): Promise<{ readonly durationMs?: number; readonly width?: number; readonly height?: number }> {
  try {
    const { format } = await parseFile(path, { skipCovers: true, duration: false, mkvUseIndex: true })
    const video = format.trackInfo.find((track) => track.video)?.video
    const [width, height] = [video?.pixelWidth, video?.pixelHeight]
    return {
      ...(format.duration === undefined ? {} : { durationMs: Math.round(format.duration * 1000) }),
      ...(width && height ? { width, height } : {}),
    }
  } catch {
    return {}
  }
}
