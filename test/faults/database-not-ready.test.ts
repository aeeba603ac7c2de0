import { expect, onTestFinished, test, vi } from 'vitest'
import { signedDelivery } from './harness/load.ts'
import { openOwnGround, type Ground } from './harness/database-ground.ts'

/** A load balancer asks, and must know in this time. */
const READINESS_MS = 2_000
const PATIENT = { timeout: 20_000, interval: 50 }
const MINUTE = { timeout: 60_000 }

async function readiness({ desk }: Ground): Promise<{ status: number; words: string; ms: number }> {
  const began = performance.now()
  const answer = await fetch(`${desk.url}/readyz`)
  return { status: answer.status, words: await answer.text(), ms: performance.now() - began }
}

async function deliver({ desk }: Ground, text: string): Promise<{ status: number; ms: number }> {
  const { body, headers } = signedDelivery({ customer: '7001', text, at: Date.now(), secret: desk.sandbox.appSecret })
  const began = performance.now()
  const { status } = await fetch(`${desk.url}/webhooks/facebook`, { method: 'POST', headers, body })
  return { status, ms: performance.now() - began }
}

/** PostgreSQL and all its processes, frozen as a debugger or a full machine does it. */
async function freeze({ database }: Ground): Promise<{ thaw(): void }> {
  const postmaster = await database.postmaster()
  const pids = (await database.ask<{ pid: number }>('select pid from pg_stat_activity')).map(({ pid }) => pid)
  const all = [postmaster, ...pids]
  const signal = (name: 'SIGSTOP' | 'SIGCONT'): void => all.forEach((pid) => sendTo(pid, name))
  signal('SIGSTOP')
  onTestFinished(() => signal('SIGCONT'))
  return { thaw: () => signal('SIGCONT') }
}

function sendTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // The one that was asking has gone since.
  }
}

test(
  'R11: with PostgreSQL frozen the desk lives, is not ready, and sends webhooks back in time; thawed, it goes on by itself',
  MINUTE,
  async () => {
    const ground = await openOwnGround()
    onTestFinished(ground.close)
    expect(await deliver(ground, 'before')).toMatchObject({ status: 200 })
    const { thaw } = await freeze(ground)

    const waiting = deliver(ground, 'meanwhile')
    const frozen = await readiness(ground)
    expect(frozen).toMatchObject({ status: 503, words: 'the database does not answer\n' })
    expect(frozen.ms).toBeLessThan(READINESS_MS)
    expect((await fetch(`${ground.desk.url}/healthz`)).status).toBe(200)
    const refused = await waiting
    expect(refused.status).toBe(503)
    expect(refused.ms).toBeLessThan(5_000)

    thaw()
    await vi.waitFor(async () => expect((await readiness(ground)).status).toBe(200), PATIENT)
    await vi.waitFor(async () => expect((await deliver(ground, 'after')).status).toBe(200), PATIENT)
  },
)

test(
  'R11: while PostgreSQL has no room to store what comes in the desk is not ready, and is again once there is room',
  MINUTE,
  async () => {
    const ground = await openOwnGround()
    onTestFinished(ground.close)
    // What a full disk does: reading goes on, and an insert that wants another page is refused with PostgreSQL's code for it.
    await ground.database.ask(`
    create function no_room() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
    create trigger no_room before insert on facebook_deliveries execute function no_room()`)

    await vi.waitFor(async () => expect((await deliver(ground, 'no room')).status).toBe(503), PATIENT)
    const full = await readiness(ground)
    expect(full).toMatchObject({ status: 503, words: 'the database does not store what comes in; its log tells why\n' })
    expect(full.ms).toBeLessThan(READINESS_MS)

    await ground.database.ask('drop trigger no_room on facebook_deliveries')
    await vi.waitFor(async () => expect((await readiness(ground)).status).toBe(200), PATIENT)
    expect((await deliver(ground, 'room again')).status).toBe(200)
  },
)
