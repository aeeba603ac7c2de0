import { openDatabase, type Database } from '#storage/database.ts'
import { hasAttachmentAtWork } from '#storage/files/claims.ts'
import { runChild, startChild } from '../child.ts'
import { middleOf, share } from '../pairs.ts'
import { setUp } from '../set-up.ts'
import { openTemporaryPostgres } from '../temporary-postgres.ts'
import type { ArriveAnswer, ArriveTask } from './arrive.ts'
import { watchMemory, type Memory } from './memory.ts'

type Round = { readonly without: ArriveAnswer; readonly withFiles: ArriveAnswer; readonly ratio: number; readonly memory: Memory }
export type FilesResult = { readonly pictureBytes: number; readonly perSecond: number; readonly pictures: number; readonly round: Round }

const PER_SECOND = 50
const SECONDS = 20

/** Messages of words alone and messages with a picture of 300 kB in turn, on one desk. */
export async function benchFiles(tell: (words: string) => void): Promise<FilesResult> {
  const postgres = await openTemporaryPostgres()
  const url = await postgres.database()
  const database = openDatabase({ url, onIdleError: () => undefined })
  const cdn = await startChild<{ url: string; bytes: number }>('./files/cdn.ts', {})
  const desk = await startChild<{ port: number; pid: number }>('./intake/desk.ts', { url, facebookUrl: cdn.answer.url })
  try {
    const cookie = await setUp(desk.answer.port, database)
    let runs = 0
    const arrive = (more: Pick<ArriveTask, 'cdnUrl'>, seconds = SECONDS): Promise<ArriveAnswer> => {
      runs += 1
      return runChild<ArriveAnswer>('./files/arrive.ts', {
        port: desk.answer.port,
        cookie,
        perSecond: PER_SECOND,
        seconds,
        run: runs,
        ...more,
      })
    }
    tell('warming up')
    await arrive({ cdnUrl: cdn.answer.url }, 4)
    const pair = async (): Promise<Round> => {
      await drained(database)
      const without = await arrive({ cdnUrl: undefined })
      const memory = watchMemory(desk.answer.pid)
      const withFiles = await arrive({ cdnUrl: cdn.answer.url })
      const round = { without, withFiles, ratio: share(withFiles.visible.p99Ms, without.visible.p99Ms), memory: await memory.stop() }
      tell(`a pair: ${JSON.stringify(round)}`)
      return round
    }
    const round = await middleOf(pair, tell)
    return { pictureBytes: cdn.answer.bytes, perSecond: PER_SECOND, pictures: PER_SECOND * SECONDS, round }
  } finally {
    await desk.stop()
    await cdn.stop()
    await database.close()
    await postgres.close()
  }
}

/** The files of the last run are kept, so that they do not weigh on the next one's turn. */
async function drained({ db }: Database): Promise<void> {
  while (await hasAttachmentAtWork(db)) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
