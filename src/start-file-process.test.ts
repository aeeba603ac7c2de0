import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { createDeskClock } from '#desk/desk-clock.ts'
import type { MessageId } from '#domain/ids.ts'
import { filesOf, noteFiles, startCdn } from '#test/file-desk.ts'
import { openIntakeDesk, textFrom } from '#test/intake-desk.ts'
import { picture } from '#test/pictures.ts'
import { startFileProcess } from './start-file-process.ts'

const PICTURE = await picture(90, 60).jpeg().toBuffer()

async function openWorld() {
  const world = await openIntakeDesk()
  await world.hear(textFrom({ mid: 'm_1' }))
  const { id } = await world.desk.db.selectFrom('entries').select('id').executeTakeFirstOrThrow()
  const cdn = await startCdn((_request, response) => response.end(PICTURE))
  const folder = await mkdtemp(join(tmpdir(), 'pagedesk-files-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const failures: string[] = []
  const answers: boolean[] = []
  const task = { databaseUrl: world.database.url, files: { DATA_DIR: folder, S3_REGION: 'auto' }, trustedOrigin: cdn.origin }
  const start = async (more: Partial<typeof task> = {}) => {
    const stop = await startFileProcess({
      task: { ...task, ...more },
      clock: createDeskClock(),
      onFailure: (words) => void failures.push(words),
      onDatabase: (does) => void answers.push(does),
      restMs: 1,
    })
    onTestFinished(stop)
    return stop
  }
  return { ...world, db: world.desk.db, entryId: id as MessageId, cdn, failures, answers, start }
}

/** The processes that this one started for files. */
function pids(): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,args=']).toString().split('\n')
  return rows.flatMap((row) => {
    const [, pid, parent, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row) ?? []
    return Number(parent) === process.pid && args.includes('file-process.ts') ? [Number(pid)] : []
  })
}

test('files are fetched by a process of their own, which goes when it is told to', async () => {
  const world = await openWorld()
  const stop = await world.start()
  expect(pids()).toHaveLength(1)
  await noteFiles(world, { url: `${world.cdn.origin}/a.jpg` })
  await expect.poll(() => filesOf(world)).toEqual([expect.objectContaining({ state: 'kept' })])
  await stop()
  expect(pids()).toEqual([])
  expect(world.failures).toEqual([])
})

test('one that is killed while it fetches is started again, and the file is fetched', async () => {
  const world = await openWorld()
  const asked = Promise.withResolvers<void>()
  world.cdn.answer = () => asked.resolve()
  await world.start()
  await noteFiles(world, { url: `${world.cdn.origin}/a.jpg` })
  await asked.promise
  world.cdn.answer = (_request, response) => response.end(PICTURE)
  const [killed] = pids()
  process.kill(killed ?? 0, 'SIGKILL')
  await expect.poll(() => pids().filter((pid) => pid !== killed)).toHaveLength(1)
  // As if the claim of the one that is gone had ended.
  await world.db.updateTable('attachments').set({ claimed_until: null }).execute()
  await expect.poll(() => filesOf(world)).toEqual([expect.objectContaining({ state: 'kept' })])
  expect(world.failures).toEqual([expect.stringContaining('SIGKILL')])
})

test('one whose database is away says so once, however often it tries, and once that it is back', async () => {
  const world = await openWorld()
  const url = new URL(world.database.url)
  const target = { port: Number(url.port) }
  const lines: Socket[] = []
  let tries = 0
  const door = createServer((near) => {
    tries += 1
    if (target.port === 0) {
      near.resetAndDestroy()
      return
    }
    const far = connect(target.port, '127.0.0.1')
    lines.push(near, far)
    pipeline(near, far, near, () => undefined)
  })
  door.listen(0, '127.0.0.1')
  await once(door, 'listening')
  onTestFinished(() => void door.close())
  url.port = String((door.address() as AddressInfo).port)
  const stop = await world.start({ databaseUrl: url.href })
  target.port = 0
  tries = 0
  lines.forEach((line) => line.resetAndDestroy())
  await expect.poll(() => tries, { timeout: 20_000 }).toBeGreaterThan(8)
  expect(world.answers).toEqual([false])
  target.port = Number(new URL(world.database.url).port)
  await noteFiles(world, { url: `${world.cdn.origin}/a.jpg` })
  await expect.poll(() => filesOf(world), { timeout: 20_000 }).toEqual([expect.objectContaining({ state: 'kept' })])
  expect(world.answers).toEqual([false, true])
  expect(world.failures).toEqual([])
  await stop()
  expect(pids()).toEqual([])
})

test('one whose database was never there goes when it is told to', async () => {
  const { failures, answers, start } = await openWorld()
  const stop = await start({ databaseUrl: 'postgres://nobody@127.0.0.1:1/nothing' })
  await expect.poll(() => answers).toEqual([false])
  await stop()
  expect(failures).toEqual([])
  expect(pids()).toEqual([])
})
