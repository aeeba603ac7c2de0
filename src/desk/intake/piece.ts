import { createHash } from 'node:crypto'
import type { Fact } from '#domain/facts/fact.ts'
import { jsonOf } from '#storage/json-text.ts'
import type { NewPiece } from '#storage/not-understood.ts'

type Kept = Pick<NewPiece, 'id' | 'conversationId' | 'label' | 'at' | 'about' | 'reason'>

/** What a fact was read from, to be kept as it came. The same piece of the same channel again is the same. */
export function pieceOf({ channel, piece }: Fact, kept: Kept): NewPiece {
  const itemJson = jsonOf(piece.item)
  const named = `[${JSON.stringify(channel?.externalId ?? null)},{"label":${JSON.stringify(kept.label)},"item":${itemJson}}]`
  return { ...kept, ...piece, digest: createHash('sha256').update(named).digest() }
}
