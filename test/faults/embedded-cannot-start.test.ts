import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { startEmbedded } from '#storage/embedded/start-embedded.ts'
import { backUp, eventually, homeOf, isAlive, newDataDir, query } from './embedded-support.ts'

/** The tests are the days of one database, and each rests on the one before. */
const { dataDir, remove } = newDataDir()
const MINUTES = { timeout: 120_000 }

afterAll(remove)

async function openTelling() {
  const words: string[] = []
  const tell = (_facts: object, said: string): void => void words.push(said)
  const postgres = await startEmbedded({ dataDir, log: { info: tell, warn: tell } })
  let stopped: Promise<void> | undefined
  const stop = (): Promise<void> => (stopped ??= postgres.stop())
  onTestFinished(stop)
  return { ...postgres, stop, words }
}

test('R1: a server whose programs were cleaned away while it ran comes back with new ones', MINUTES, async () => {
  const postgres = await openTelling()
  const programs = readdirSync(homeOf(dataDir)).find((name) => name.startsWith('binaries-')) ?? ''
  const back = backUp(postgres)
  rmSync(path.join(homeOf(dataDir), programs), { recursive: true })
  process.kill(postgres.pid(), 'SIGKILL')
  await back
  expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(postgres.words.join('\n')).toContain('were missing and have been copied again')
})

test(
  'R1: while it cannot start it says why and what to do, keeps trying, and is back under the same address once it can',
  MINUTES,
  async () => {
    const postgres = await openTelling()
    const cluster = path.join(homeOf(dataDir), 'cluster')
    const back = backUp(postgres)
    renameSync(cluster, `${cluster}.elsewhere`)
    process.kill(postgres.pid(), 'SIGKILL')
    await eventually(() =>
      expect(postgres.words.join('\n')).toMatch(/still down; the desk tries again in .* are not there any more\. Put them back/),
    )
    renameSync(`${cluster}.elsewhere`, cluster)
    await back
    expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }])
  },
)

test('R1: a stop in the middle of bringing it up again leaves nothing running', MINUTES, async () => {
  const postgres = await openTelling()
  const cluster = path.join(homeOf(dataDir), 'cluster')
  const down = new Promise<void>((resolve) => {
    postgres.onChange((state) => state === 'down' && resolve())
  })
  process.kill(postgres.pid(), 'SIGKILL')
  await down
  // The next server has begun, and nobody has heard of it yet. Its file is there, empty, a moment before its number is.
  const begun = await eventually(() => {
    const pid = Number(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
    expect([0, postgres.pid()]).not.toContain(pid)
    return pid
  })
  await postgres.stop()
  await eventually(() => expect(isAlive(begun)).toBe(false))
  expect(existsSync(path.join(cluster, 'postmaster.pid'))).toBe(false)
})
