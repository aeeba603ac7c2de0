import { createHash } from 'node:crypto'
import { subjectKey } from '#domain/conversations/subject.ts'
import type { About, NotedFact } from '#domain/facts/fact.ts'
import type { NewNote } from '#storage/notes.ts'

/**
 * A note to be kept. What says the same of the same moment, as the channel told both, is the same note, in whatever envelope and however often it
 * came.
 */
export function keptNoteOf(
  { channel, time, piece, note, subject, rest }: About & NotedFact,
  kept: Pick<NewNote, 'id' | 'conversationId' | 'at'>,
): NewNote {
  const named = [channel?.externalId ?? null, subject ? subjectKey(subject) : null, time.own?.getTime() ?? null, note]
  return { ...kept, note, rest, reader: piece.reader, digest: createHash('sha256').update(JSON.stringify(named)).digest() }
}
