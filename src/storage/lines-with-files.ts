import { filesOf } from '#domain/entries/part.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { attachmentsOfLines } from './attachments.ts'
import type { Db } from './database.ts'
import type { Line } from './lines.ts'
import type { Files } from './said-files.ts'
import type { Quoted } from './quoted.ts'

/** Lines with what is known of their files, and of those of what they quote: one question for all of them, and none where there are no files. */
export async function withFiles<Some extends Line>(db: Db, workspaceId: WorkspaceId, lines: readonly Some[]): Promise<Some[]> {
  const ids = new Set(lines.flatMap(holdersIn))
  const attachments = Map.groupBy(await attachmentsOfLines(db, workspaceId, [...ids]), ({ lineId }) => lineId)
  const filesOfLine = (id: string): Files => new Map(attachments.get(id)?.map((attachment) => [attachment.position, attachment]))
  return ids.size === 0 ? [...lines] : lines.map((line) => lineWith(line, filesOfLine))
}

/** The messages and notes of a line that have files. */
function holdersIn(line: Line): string[] {
  if (line.line === 'note') {
    return line.note.what === 'referral' && line.note.pictureUrl !== undefined ? [line.id] : []
  }
  if (!('parts' in line)) {
    return []
  }
  const quoted = line.quote?.message
  const [own, others] = [line.parts, quoted?.parts ?? []].map((parts) => filesOf(parts).length > 0)
  return [...(own ? [line.id] : []), ...(quoted && others ? [quoted.id] : [])]
}

function lineWith<Some extends Line>(line: Some, filesOfLine: (id: string) => Files): Some {
  if (line.line === 'note') {
    return { ...line, files: filesOfLine(line.id) }
  }
  if (!('parts' in line)) {
    return line
  }
  const withOwn = { ...line, files: filesOfLine(line.id) }
  const quoted = line.quote?.message
  return quoted ? { ...withOwn, quote: { message: { ...quoted, files: filesOfLine(quoted.id) } satisfies Quoted } } : withOwn
}
