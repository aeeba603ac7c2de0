import { z } from 'zod'
import { DeskError } from '#domain/errors.ts'
import type { Position } from '#storage/position.ts'
import type { Place } from '#storage/posts/walk.ts'
import { AnyChannelId } from '../contract/ids.ts'

const At = z.iso.datetime().transform((at) => new Date(at))
const Shape = z.tuple([At, z.uuid()])

/** Opaque to callers. */
export function encodeCursor({ at, id }: Position): string {
  return write([at.toISOString(), id])
}

export function decodeCursor(cursor: string | undefined): Position | undefined {
  const read = parse(Shape, cursor)
  return read && { at: read[0], id: read[1] }
}

/** A cursor into a list that is walked in stretches says in which one it lies. */
export function encodeStretchCursor({ stretch, at, id }: Position & { readonly stretch: string }): string {
  return write([stretch, at.toISOString(), id])
}

export function decodeStretchCursor<Stretch extends string>(
  cursor: string | undefined,
  stretches: readonly Stretch[],
): (Position & { readonly stretch: Stretch }) | undefined {
  const read = parse(z.tuple([z.enum(stretches), At, z.uuid()]), cursor)
  return read && { stretch: read[0], at: read[1], id: read[2] }
}

/** A cursor into what everybody reads tells all that its orders go by. */
export function encodePlaceCursor({ unanswered, at, channelId, id }: Place): string {
  return write([unanswered, at.toISOString(), channelId, id])
}

/** `idShape`: what the list names its things by. */
export function decodePlaceCursor(cursor: string | undefined, idShape: z.ZodType<string>): Place | undefined {
  const read = parse(z.tuple([z.int().min(0), At, AnyChannelId, idShape]), cursor)
  return read && { unanswered: read[0], at: read[1], channelId: read[2], id: read[3] }
}

function write(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

function parse<Parts>(shape: z.ZodType<Parts>, cursor: string | undefined): Parts | undefined {
  if (cursor === undefined) {
    return undefined
  }
  const parsed = shape.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')))
  if (!parsed.success) {
    throw new DeskError('invalid', 'The cursor is not one that this desk gave. Start again without it.')
  }
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON is just not a cursor: the schema above says so.
    return undefined
  }
}
