import type { Desk } from '#desk/desk.ts'
import { takeIn } from '#desk/intake/take-in.ts'
import type { Fact } from '#domain/facts/fact.ts'
import { readAgain } from '#facebook/reading/read-again.ts'
import { READER_VERSION } from '#facebook/reading/version.ts'
import { isDatabaseAway } from '#storage/connections/away.ts'
import { lockPiecesOfOlderReaders, savePiecesReadAgain, type KeptPiece } from '#storage/not-understood.ts'

/** A reader, and what it makes of a piece that an older one gave up. */
export type NewerReader = { readonly version: number; read(piece: KeptPiece): readonly Fact[] }

const FACEBOOK: NewerReader = { version: READER_VERSION, read: readAgain }

const AT_ONCE = 50
/** So that one turn of housekeeping ends; the next one goes on. */
const MOST_BATCHES = 100

/**
 * Reads again what older readers gave up, and takes in what this one understands, as if it came now: it stands where it
 * belongs in the conversation, by its own time. The rest is noted as read by this one, and waits for the next. What belongs
 * to a workspace that has its extension switched off waits until that is on.
 */
export async function readAgainByNewer(desk: Desk, onFailure: (error: unknown) => void, reader = FACEBOOK): Promise<void> {
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    try {
      if ((await readSome(desk, reader, AT_ONCE)) === 0) {
        return
      }
    } catch (error) {
      if (isDatabaseAway(error)) {
        throw error
      }
      onFailure(error)
      await readOneByOne(desk, reader)
    }
  }
}

/** One of the batch is to blame. It stays as it was, and its neighbours are read. */
async function readOneByOne(desk: Desk, reader: NewerReader): Promise<void> {
  for (let left = AT_ONCE; left > 0; left -= 1) {
    try {
      await readSome(desk, reader, 1)
    } catch (error) {
      if (isDatabaseAway(error)) {
        throw error
      }
      await giveUpFirst(desk, reader)
    }
  }
}

async function giveUpFirst(desk: Desk, { version }: NewerReader): Promise<void> {
  await desk.db.transaction().execute(async (tx) => {
    const pieces = await lockPiecesOfOlderReaders(tx, { version, limit: 1 })
    await savePiecesReadAgain(tx, { pieces, understood: new Set(), version, at: desk.now() })
  })
}

async function readSome(desk: Desk, { version, read }: NewerReader, limit: number): Promise<number> {
  return await desk.db.transaction().execute(async (tx) => {
    const pieces = await lockPiecesOfOlderReaders(tx, { version, limit })
    const readings = pieces.map((piece) => ({ piece, facts: read(piece) })).filter(({ facts }) => facts.some(isUnderstood))
    const told = readings.flatMap(({ piece: { receivedAt }, facts }) => facts.map((fact) => ({ fact, receivedAt })))
    await takeIn(tx, { ...desk, db: tx }, told)
    const understood = new Set(readings.map(({ piece }) => piece.id))
    await savePiecesReadAgain(tx, { pieces, understood, version, at: desk.now() })
    return pieces.length
  })
}

function isUnderstood({ act }: Fact): boolean {
  return act !== 'not-understood'
}
