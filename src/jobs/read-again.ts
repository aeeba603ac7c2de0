import type { Desk } from '#desk/desk.ts'
import { settlePieces } from '#desk/intake/settle-pieces.ts'
import { takeIn } from '#desk/intake/take-in.ts'
import type { Fact } from '#domain/facts/fact.ts'
import { readAgain, readMessageAgain } from '#facebook/reading/read-again.ts'
import { READER_VERSION } from '#facebook/reading/version.ts'
import { isDatabaseAway } from '#storage/connections/away.ts'
import type { Tx } from '#storage/database.ts'
import { entriesOfOlderReaders, saveEntriesReadAgain, type UnreadEntry } from '#storage/entries/unread.ts'
import { piecesOfOlderReaders, type KeptPiece } from '#storage/not-understood.ts'

/** A reader, and what it makes of what an older one gave up: whole pieces, and messages of which it knew a part. */
export type NewerReader = {
  readonly version: number
  read(piece: KeptPiece): readonly Fact[]
  readMessage(message: UnreadEntry): readonly Fact[]
}

const FACEBOOK: NewerReader = { version: READER_VERSION, read: readAgain, readMessage: readMessageAgain }

const AT_ONCE = 50
/** So that one turn of housekeeping ends; the next one goes on. */
const MOST_BATCHES = 100

type Run = { readonly desk: Desk; readonly reader: NewerReader; readonly onFailure: (error: unknown) => void }

/**
 * Reads again what older readers gave up, and takes in what this one understands, as if it came now: it stands where it
 * belongs in the conversation, by its own time. The rest is noted as read by this one, and waits for the next. What belongs
 * to a workspace that has its extension switched off waits until that is on.
 */
export async function readAgainByNewer(desk: Desk, onFailure: (error: unknown) => void, reader = FACEBOOK): Promise<void> {
  await readAll({ desk, reader, onFailure }, PIECES)
  await readAll({ desk, reader, onFailure }, MESSAGES)
}

/** Where something lies that may be read again. */
type Source<Kept> = {
  find(tx: Tx, older: { readonly version: number; readonly limit: number }): Promise<readonly Kept[]>
  read(reader: NewerReader, kept: Kept): readonly Fact[]
  note(tx: Tx, seen: Seen<Kept>): Promise<void>
}

type Seen<Kept> = { readonly seen: readonly Kept[]; readonly understood: ReadonlySet<Kept>; readonly version: number; readonly at: Date }

const PIECES: Source<KeptPiece> = {
  find: piecesOfOlderReaders,
  read: (reader, piece) => reader.read(piece),
  note: settlePieces,
}

const MESSAGES: Source<UnreadEntry> = {
  find: entriesOfOlderReaders,
  read: (reader, message) => reader.readMessage(message),
  note: (tx, { seen, version }) => saveEntriesReadAgain(tx, seen, version),
}

async function readAll<Kept extends { readonly receivedAt: Date }>(run: Run, source: Source<Kept>): Promise<void> {
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    if ((await readBatch(run, source)) === 0) {
      return
    }
  }
}

/** Answers how many were found. Where one of a batch is to blame, each is read alone. */
async function readBatch<Kept extends { readonly receivedAt: Date }>(run: Run, source: Source<Kept>): Promise<number> {
  try {
    return await readSome(run, source, AT_ONCE)
  } catch (error) {
    refuseWhenAway(error)
    run.onFailure(error)
  }
  let count = 0
  while (count < AT_ONCE && (await readOne(run, source))) {
    count += 1
  }
  return count
}

/** The one to blame stays as it was until the next version; the batch's failure told of it. */
async function readOne<Kept extends { readonly receivedAt: Date }>(run: Run, source: Source<Kept>): Promise<boolean> {
  try {
    return (await readSome(run, source, 1)) > 0
  } catch (error) {
    refuseWhenAway(error)
  }
  const { version } = run.reader
  return await run.desk.db.transaction().execute(async (tx) => {
    const seen = await source.find(tx, { version, limit: 1 })
    await source.note(tx, { seen, understood: new Set(), version, at: run.desk.now() })
    return seen.length > 0
  })
}

async function readSome<Kept extends { readonly receivedAt: Date }>(
  { desk, reader }: Run,
  source: Source<Kept>,
  limit: number,
): Promise<number> {
  const { version } = reader
  return await desk.db.transaction().execute(async (tx) => {
    const seen = await source.find(tx, { version, limit })
    const readings = seen.map((kept) => ({ kept, facts: source.read(reader, kept) })).filter(({ facts }) => facts.some(isUnderstood))
    const told = readings.flatMap(({ kept: { receivedAt }, facts }) => facts.map((fact) => ({ fact, receivedAt })))
    await takeIn(tx, desk, told)
    await source.note(tx, { seen, understood: new Set(readings.map(({ kept }) => kept)), version, at: desk.now() })
    return seen.length
  })
}

function isUnderstood({ act }: Fact): boolean {
  return act !== 'not-understood'
}

function refuseWhenAway(error: unknown): void {
  if (isDatabaseAway(error)) {
    throw error
  }
}
