import { createHash } from 'node:crypto'
import { subjectKey } from '#domain/conversations/subject.ts'
import type { Fact } from '#domain/facts/fact.ts'
import { jsonOf } from '#storage/json-text.ts'
import type { NewPiece } from '#storage/not-understood.ts'

type Kept = Pick<NewPiece, 'id' | 'label' | 'at' | 'about' | 'reason'>

/**
 * What a fact was read from, to be kept as it came. The same piece of the same channel again is the same; a part of one tells neither whose it
 * is nor when it came, so both are in its name.
 */
export function pieceOf(fact: Fact, kept: Kept): NewPiece {
  const { channel, piece, time } = fact
  const subject = 'subject' in fact && fact.subject ? subjectKey(fact.subject) : undefined
  const itemJson = jsonOf(piece.item)
  const around = [channel?.externalId, subject, time.own?.getTime()].map((part) => JSON.stringify(part ?? null)).join()
  const named = `[${around},{"label":${JSON.stringify(kept.label)},"item":${itemJson}}]`
  return { ...kept, ...piece, subjectKey: subject, digest: createHash('sha256').update(named).digest() }
}
