import type { Fact, Piece } from '#domain/facts/fact.ts'
import { readBody } from './read.ts'

/** A piece that an older reader kept, with what surrounded it as far as that is known. */
type KeptPiece = Pick<Piece, 'place' | 'item'> & { readonly channel: { readonly externalId: string }; readonly at: Date }

/** What this reader makes of it. It is put back where it stood, so that the same rules read it. */
export function readAgain({ place, item, channel, at }: KeptPiece): Fact[] {
  const around = { id: channel.externalId, time: at.getTime() }
  switch (place) {
    case 'body':
      return readBody(item)
    case 'envelope':
      return readBody({ object: 'page', entry: [{ ...around, ...(typeof item === 'object' ? item : {}) }] })
    default:
      return readBody({ object: 'page', entry: [{ ...around, [place]: [item] }] })
  }
}
