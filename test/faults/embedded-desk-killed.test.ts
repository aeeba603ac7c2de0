import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { endInOrder, eventually, hold, homeOf, isAlive, killHard, newDataDir, open, query } from './embedded-support.ts'

const { dataDir, remove } = newDataDir()
afterAll(remove)

test('a second desk on the same directory says so, and names the process of the first', async () => {
  const first = await hold(dataDir)
  await expect(open(dataDir)).rejects.toMatchObject({
    code: 'data-dir-in-use',
    message: expect.stringContaining(`process ${first.child.pid}`),
  })
  expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }])

  await endInOrder(first)
})

test('after a kill of the desk its server lives on, and the next desk takes it over', async () => {
  const killed = await hold(dataDir)
  await query(killed.url, "create table letters (letter text); insert into letters values ('a')")
  await killHard(killed)
  expect(isAlive(killed.pid)).toBe(true)

  const next = await open(dataDir)
  expect(next).toMatchObject({ adopted: true, port: killed.port, url: killed.url })
  expect(next.pid()).toBe(killed.pid)
  expect(await query(next.url, 'select letter from letters')).toEqual([{ letter: 'a' }])

  await next.stop()
  await eventually(() => expect(isAlive(killed.pid)).toBe(false))
})

test('after a kill of desk and server together the next desk starts anew, with what was written', async () => {
  const killed = await hold(dataDir)
  await query(killed.url, "insert into letters values ('b')")
  await killHard(killed)
  process.kill(killed.pid, 'SIGKILL')

  const next = await open(dataDir)
  expect(next.adopted).toBe(false)
  expect(await query(next.url, 'select letter from letters order by 1')).toEqual([{ letter: 'a' }, { letter: 'b' }])
})

test.each([
  ['names a process that is not PostgreSQL', String(process.pid)],
  ['names a process that is gone', '4194303'],
  ['is empty', ''],
  ['is nonsense', 'not a number'],
])('a left-over pid file that %s does not hinder the start', async (_what, pid) => {
  await (await open(dataDir)).stop()
  const rest = pid === '' ? '' : `\n${path.join(homeOf(dataDir), 'cluster')}\n1700000000\n5432\n\n127.0.0.1\n 1 1\nready   \n`
  writeFileSync(path.join(homeOf(dataDir), 'cluster', 'postmaster.pid'), `${pid}${rest}`)

  const next = await open(dataDir)
  expect(await query(next.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('when its port has been taken the server moves to another, and remembers it', async () => {
  const before = await open(dataDir)
  await before.stop()
  const squatter = createServer()
  await new Promise<void>((resolve) => squatter.listen(before.port, '127.0.0.1', resolve))
  onTestFinished(() => void squatter.close())

  const after = await open(dataDir)
  expect(after.port).not.toBe(before.port)
  expect(await query(after.url, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(JSON.parse(readFileSync(path.join(dataDir, 'embedded.json'), 'utf8'))).toMatchObject({ port: after.port })
})

test('a cluster that has vanished is a refusal with words, never a silent empty desk', async () => {
  await (await open(dataDir)).stop()
  rmSync(path.join(homeOf(dataDir), 'cluster'), { recursive: true })

  await expect(open(dataDir)).rejects.toMatchObject({ code: 'cluster-missing' })
})
