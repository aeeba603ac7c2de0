import { z } from 'zod'
import { DeskError } from '#domain/errors.ts'
import type { Position } from '#storage/position.ts'

const Shape = z.tuple([z.iso.datetime().transform((at) => new Date(at)), z.uuid()])

/** Opaque to callers. */
export function encodeCursor(position: Position): string {
  return Buffer.from(JSON.stringify([position.at.toISOString(), position.id])).toString('base64url')
}

export function decodeCursor(cursor: string | undefined): Position | undefined {
  if (cursor === undefined) {
    return undefined
  }
  const parsed = Shape.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')))
  if (!parsed.success) {
    throw new DeskError('invalid', 'The cursor is not one that this desk gave. Start again without it.')
  }
  return { at: parsed.data[0], id: parsed.data[1] }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON is just not a cursor: the schema above says so.
    return undefined
  }
}
