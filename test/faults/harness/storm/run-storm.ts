import { inOrder, shuffled, type Volley } from './bodies.ts'
import { compare, type Compared } from './compare.ts'
import { createDice } from './dice.ts'
import { startFileServer, type FileServer } from './file-server.ts'
import { readState, type State } from './state.ts'
import { openStormDesk, writeDoubtful, type Place, type StormDesk } from './storm-desk.ts'
import { tellStory, type Story } from './story.ts'

export type StormPlan = {
  readonly seed: number
  readonly events: number
  readonly kills: number
  /** A database of its own, migrated and empty, for each desk. */
  readonly newDatabase: () => Promise<{ readonly url: string; drop(): Promise<void> }>
}

export type Storm = {
  readonly story: Story
  readonly bodies: number
  readonly kills: number
  readonly compared: readonly Compared[]
}

/**
 * Tells one story to two desks: to one as it happened, to the other shuffled, partly twice, at once, in bodies of any size, while its process is killed
 * again and again. Answers with what is not the same in the end.
 */
export async function runStorm({ seed, events, kills, newDatabase }: StormPlan): Promise<Storm> {
  const marks = createMarks()
  const files = await startFileServer()
  try {
    const story = tellStory({ seed, events, filesAt: files.origin })
    const orderly = await inDesk({ newDatabase, filesAt: files.origin, onTold: () => undefined }, async (desk) => {
      await begin(desk, story)
      await tellAll(desk, inOrder(story.events))
    })
    const volleys = shuffled(story.events, seed)
    const stormy = await inDesk({ newDatabase, filesAt: files.origin, onTold: marks.pass }, async (desk) => {
      await begin(desk, story)
      await Promise.all([tellAll(desk, volleys), killOften(desk, { marks, at: killMarks(volleys, { seed, kills: kills - 1 }) })])
      // And once more, while what was told last is read and fetched.
      await restart(desk)
    })
    return { story, kills, bodies: volleys.flat().length, compared: [...compare(orderly, stormy), keptAsServed(stormy, files)] }
  } finally {
    await files.close()
  }
}

type Ground = Pick<StormPlan, 'newDatabase'> & Omit<Place, 'databaseUrl'>

async function inDesk({ newDatabase, ...place }: Ground, live: (desk: StormDesk) => Promise<void>): Promise<State> {
  const { url, drop } = await newDatabase()
  const desk = await openStormDesk({ databaseUrl: url, ...place })
  try {
    await desk.start()
    await live(desk)
    await desk.settled()
    return await readState({ db: desk.database.db, filesFolder: desk.filesFolder })
  } finally {
    await desk.close()
    await drop()
  }
}

/** The desk answers some persons, and does not learn whether Facebook took it. */
async function begin(desk: StormDesk, { opening, doubtful }: Story): Promise<void> {
  await tellAll(desk, inOrder(opening))
  await desk.settled()
  await writeDoubtful(desk.database, doubtful)
}

async function tellAll(desk: StormDesk, volleys: readonly Volley[]): Promise<void> {
  for (const volley of volleys) {
    await Promise.all(volley.map((body) => desk.tell(body)))
  }
}

/** Bodies that were sent, counted. */
type Marks = { pass(): void; reach(count: number): Promise<void>; passed(): number }

function createMarks(): Marks {
  let passed = 0
  let waiting: { readonly count: number; readonly reached: () => void }[] = []
  return {
    pass: () => {
      passed += 1
      waiting.filter(({ count }) => count <= passed).forEach(({ reached }) => reached())
      waiting = waiting.filter(({ count }) => count > passed)
    },
    reach: (count) => (count <= passed ? Promise.resolve() : new Promise((reached) => waiting.push({ count, reached }))),
    passed: () => passed,
  }
}

/** After how many bodies from the last start on it is killed each time: at random, all within what is told. */
function killMarks(volleys: readonly Volley[], { seed, kills }: { readonly seed: number; readonly kills: number }): number[] {
  const dice = createDice(seed + 1)
  const share = Math.floor(volleys.flat().length / (kills + 1))
  return Array.from({ length: kills }, () => 1 + Math.floor(share / 2) + dice.below(share))
}

async function killOften(desk: StormDesk, { marks, at }: { readonly marks: Marks; readonly at: readonly number[] }): Promise<void> {
  for (const count of at) {
    await marks.reach(marks.passed() + count)
    await restart(desk)
  }
}

async function restart(desk: StormDesk): Promise<void> {
  await desk.kill()
  await desk.start()
}

/** Whatever is kept has the bytes that lie at its address. */
function keptAsServed({ attachments = {} }: State, files: FileServer): Compared {
  const rows = Object.entries(
    attachments as Readonly<Record<string, { readonly url: string | null; readonly state: string; readonly file: string | null }>>,
  )
  const differences = rows.flatMap(([name, { url, state, file }]) => {
    const served = url === null ? undefined : files.digestAt(url)
    return state === 'kept' && file !== served ? [`${name}: kept as ${file}, served as ${served}`] : []
  })
  return { part: 'files as they were served', count: rows.filter(([, { state }]) => state === 'kept').length, differences }
}
