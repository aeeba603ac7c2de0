import { z } from 'zod'
import { DeskError } from '#domain/errors.ts'
import type { Position } from '#storage/position.ts'

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

function write(parts: readonly string[]): string {
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
