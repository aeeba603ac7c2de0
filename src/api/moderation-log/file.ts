import type { WorkspaceId } from '#domain/ids.ts'
import type { Db } from '#storage/database.ts'
import { readLog, type LogEntry, type LogFilter } from '#storage/moderation-log/read.ts'
import { csvHead, csvLine, type Cell } from './csv.ts'
import { failureOf, presentLogEntry } from './present.ts'

/** As many entries are held at once, whatever the file comes to. */
const AT_ONCE = 500

/** Programs read these: a name stays, and what is new comes at the end. */
const COLUMNS: Readonly<Record<string, (entry: LogEntry) => Cell>> = {
  asked_at: ({ at }) => at.toISOString(),
  member: ({ by }) => by.name,
  member_email: ({ by }) => by.email,
  act: ({ act }) => act,
  page: ({ channel }) => channel.name,
  page_id: ({ channel }) => channel.pageId,
  thing: ({ target }) => target?.thing,
  author: ({ target }) => target?.author?.name,
  words: ({ target }) => target?.words,
  attachments: ({ target }) => target?.beside.join(' '),
  new_words: ({ newWords }) => newWords,
  result: ({ result }) => result,
  result_at: ({ resultAt }) => resultAt.toISOString(),
  reason: (entry) => failureOf(entry)?.reason,
  facebook_code: (entry) => failureOf(entry)?.code,
  facebook_subcode: (entry) => failureOf(entry)?.subcode,
  facebook_message: (entry) => failureOf(entry)?.facebookMessage,
  explanation: (entry) => presentLogEntry(entry).explanation,
  answers: ({ answers }) => answers.map(({ at, result, failure }) => [at.toISOString(), result, failure?.code].join(' ').trim()).join('; '),
  facebook_id: ({ target }) => target?.calledAs,
  post_id: ({ target }) => target?.postId,
  new_attachments: ({ newBeside }) => newBeside.join(' '),
  ticket: ({ ticket }) => ticket?.number,
  entry_id: ({ id }) => id,
}

/** The file of a filter, piece by piece: the next entries are read once those before them were taken. */
export async function* logFile(db: Db, workspaceId: WorkspaceId, filter: LogFilter): AsyncGenerator<string> {
  yield csvHead(Object.keys(COLUMNS))
  for (let after: LogEntry | undefined; ;) {
    const entries = await readLog(db, workspaceId, { ...filter, limit: AT_ONCE, after })
    if (entries.length > 0) {
      yield entries.map((entry) => csvLine(Object.values(COLUMNS).map((cell) => cell(entry)))).join('')
    }
    after = entries.at(-1)
    if (!after || entries.length < AT_ONCE) {
      return
    }
  }
}
