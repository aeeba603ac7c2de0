import { fork, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { MessageId } from '#domain/ids.ts'
import { forgetUnusedFiles } from '#desk/files/forget-unused.ts'
import { openLocalStore } from '#storage/files/local-store.ts'
import { filesOf, noteFiles, startCdn } from '#test/file-desk.ts'
import { openIntakeDesk, textFrom } from '#test/intake-desk.ts'
import { picture } from '#test/pictures.ts'

const COUNT = 60
const KILLS = 8

/** Numbers that look random and are the same in every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    yield state / 2_147_483_648
  }
}

async function pathsIn(folder: string): Promise<string[]> {
  const paths = (await readdir(folder, { recursive: true })).map((path) => join(folder, path))
  const facts = await Promise.all(paths.map((path) => stat(path)))
  return paths.filter((_path, place) => facts[place]?.isFile())
}

test('killed at any moment, the desk keeps each file once and whole, and nothing that nobody knows of', { timeout: 240_000 }, async () => {
  const world = await openIntakeDesk()
  await world.hear(textFrom({ mid: 'm_1' }))
  const { db } = world.desk
  const { id } = await db.selectFrom('entries').select('id').executeTakeFirstOrThrow()
  const place = { db, workspaceId: world.workspaceId, entryId: id as MessageId }
  const folder = await mkdtemp(join(tmpdir(), 'pagedesk-killed-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const pictures = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      picture(300 + n, 200)
        .jpeg()
        .toBuffer(),
    ),
  )
  const cdn = await startCdn(({ url = '' }, response) => response.end(pictures[Number(url.slice(1)) % pictures.length]))
  await noteFiles(place, ...Array.from({ length: COUNT }, (_, n) => ({ url: `${cdn.origin}/${n}` })))

  const start = (): ChildProcess => {
    const child = fork(new URL('file-keeper-process.ts', import.meta.url), [
      JSON.stringify({ url: world.database.url, trustedOrigin: cdn.origin, folder }),
    ])
    onTestFinished(() => void child.kill('SIGKILL'))
    return child
  }
  const random = numbers(9)
  for (let kills = 0; kills < KILLS; kills += 1) {
    const child = start()
    await once(child, 'message')
    const asked = cdn.asked.length
    const enough = asked + 1 + Math.floor(random.next().value * 5)
    await expect
      .poll(() => cdn.asked.length >= enough || child.exitCode !== null, { timeout: 20_000, interval: 1 + 9 * random.next().value })
      .toBe(true)
    child.kill('SIGKILL')
    await once(child, 'exit')
    // As if the claims of the dead had ended.
    await db.updateTable('attachments').set({ claimed_until: null }).execute()
  }
  const last = start()
  for (let said: unknown; said !== 'idle';) {
    ;[said] = await once(last, 'message')
  }

  const files = await filesOf(place)
  expect(files.map(({ state }) => state)).toEqual(files.map(() => 'kept'))
  expect(files).toHaveLength(COUNT)
  const known = new Map(files.map(({ file }) => [file?.digest, file]))
  expect(known.size).toBe(pictures.length)
  const kept = await pathsIn(join(folder, 'kept'))
  expect(kept.map((path) => basename(path)).toSorted()).toEqual(
    [...known.keys()].flatMap((digest) => [`${digest}`, `${digest}.preview`]).toSorted(),
  )
  for (const path of kept.filter((path) => !path.includes('.', path.lastIndexOf('/')))) {
    expect(
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    ).toBe(basename(path))
  }
  const events = await db.selectFrom('events').select('payload').where('type', '=', 'entry.changed').execute()
  expect(events).toHaveLength(COUNT)

  await db.deleteFrom('attachments').execute()
  await db
    .updateTable('files')
    .set({ touched_at: new Date(0) })
    .execute()
  await forgetUnusedFiles(world.desk, openLocalStore(join(folder, 'kept')))
  expect(await pathsIn(join(folder, 'kept'))).toEqual([])
})
