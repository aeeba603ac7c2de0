import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test, type TestContext } from 'vitest'
import { canReach } from '#storage/embedded/home.ts'
import { endInOrder, hold, homeOf, newDataDir, open, query } from './embedded-support.ts'

/** A directory below one that only its owner may enter, as a home is. */
function privateHome(uid: number, gid: number): string {
  const home = mkdtempSync(path.join(tmpdir(), 'pagedesk-home-'))
  chownSync(home, uid, gid)
  expect(statSync(home).mode & 0o777).toBe(0o700)
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  const clone = path.join(home, 'clone')
  mkdirSync(clone)
  chownSync(clone, uid, gid)
  return clone
}

function needsRoot({ skip }: TestContext): void {
  skip(process.getuid?.() !== 0, 'only root can become another user')
}

/** Somebody of the system who is neither root nor nobody; PostgreSQL asks for an entry in the password file. */
function ordinaryUser(): { uid: number; gid: number } | undefined {
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  const entries = users.map((line) => line.split(':')).map(([, , uid, gid]) => ({ uid: Number(uid), gid: Number(gid) }))
  return entries.find(({ uid }) => uid > 0 && uid < 60_000)
}

test('an ordinary user starts it below a private home, from a node_modules that belongs to somebody else', async (context) => {
  needsRoot(context)
  const user = ordinaryUser()
  context.skip(user === undefined, 'this system has no ordinary user')
  if (user === undefined) {
    return
  }
  context.skip(!(await canReach(process.execPath, user)), 'this clone lies where no other user can run it')
  const home = privateHome(user.uid, user.gid)
  const dataDir = path.join(home, 'data')

  const desk = await hold(dataDir, { ...user, home })
  expect(statSync(`/proc/${desk.pid}`).uid).toBe(user.uid)
  expect(homeOf(dataDir)).toBe(path.join(dataDir, 'postgres-18'))
  expect(statSync(path.join(dataDir, 'embedded.json')).mode & 0o777).toBe(0o600)
  expect(await query(desk.url, 'select 1 as one')).toEqual([{ one: 1 }])

  await endInOrder(desk)

  // Root looks after the same desk: the server still runs as its owner, and its owner can still start it.
  const byRoot = await open(dataDir)
  expect(statSync(`/proc/${byRoot.pid()}`).uid).toBe(user.uid)
  await byRoot.stop()
  expect(statSync(path.join(dataDir, 'embedded.json')).uid).toBe(user.uid)
  const again = await hold(dataDir, { ...user, home })
  await endInOrder(again)
})

test('root below a private home keeps the cluster where the unprivileged server can reach it, and finds it again', async (context) => {
  needsRoot(context)
  const { dataDir, remove } = newDataDir(privateHome(0, 0))
  onTestFinished(remove)

  const first = await open(dataDir)
  expect(statSync(`/proc/${first.pid()}`).uid).toBe(65534)
  expect(homeOf(dataDir)).toMatch(/^\/(?:var\/lib|srv|opt)\/pagedesk-[0-9a-f]{12}$/)
  await query(first.url, 'create table kept (number int)')
  await first.stop()

  const second = await open(dataDir)
  expect(await query(second.url, 'select * from kept')).toEqual([])
})
