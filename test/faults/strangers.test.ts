import { readFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { setInterval } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { newDeskPlace, startDeskProcess } from '#test/desk-process.ts'
import { sign, textFrom } from '#test/intake-desk.ts'

/** `STRANGERS=300 npm test -- test/faults/strangers.test.ts` is the attack at its full size. */
const STRANGERS = Number(process.env['STRANGERS'] ?? 60)
const MB = 1024 * 1024
const DOORS = [
  { path: '/webhooks/facebook', bytes: 4 * MB },
  { path: '/webhooks/facebook', bytes: 4 * MB },
  { path: '/api/v1/session', bytes: MB },
  { path: '/api/v1/set-up', bytes: MB },
]
const APP_SECRET = 'a secret that only this attack knows'

test(`R3: ${STRANGERS} strangers who hold bodies open neither fill the memory nor keep Facebook out`, { timeout: 120_000 }, async () => {
  const place = await newDeskPlace()
  onTestFinished(place.remove)
  const desk = await startDeskProcess(
    place,
    {
      PUBLIC_URL: `http://127.0.0.1:${place.port}`,
      FACEBOOK_APP_ID: '1',
      FACEBOOK_APP_SECRET: APP_SECRET,
      FACEBOOK_VERIFY_TOKEN: 'a token that only this attack knows',
      FACEBOOK_GRAPH_URL: 'http://127.0.0.1:9',
      LOG_LEVEL: 'error',
    },
    ['--without-web'],
  )
  onTestFinished(async () => void (await desk.stop()))

  await deliver(desk.url, 'before')
  const before = await residentMb(desk.pid)
  const startedAt = performance.now()
  const strangers = [
    ...Array.from({ length: STRANGERS }, (_, index) => holdOpen(place.port, index)),
    saySoMuch(place.port, ''),
    saySoMuch(place.port, 'GET / HTTP/1.1\r\nhost: 127.0.0.1'),
  ]
  let isOver = false
  const gone = Promise.all(strangers).then((seconds) => {
    isOver = true
    return seconds
  })

  let peak = before
  const genuine: { readonly status: number; readonly ms: number }[] = []
  for await (const _tick of setInterval(50)) {
    genuine.push(await deliver(desk.url, `m_${genuine.length}`))
    peak = Math.max(peak, await residentMb(desk.pid))
    if (isOver) {
      break
    }
  }
  const held = await gone
  await deliver(desk.url, 'after')
  const after = await residentMb(desk.pid)
  const slowest = Math.max(...genuine.map(({ ms }) => ms))
  process.stdout.write(
    `${STRANGERS} strangers for ${Math.round((performance.now() - startedAt) / 1000)} s: resident ${before} → ${peak} → ${after} MB, ` +
      `${genuine.length} genuine deliveries, the slowest ${Math.round(slowest)} ms, strangers cut after ${Math.max(...held).toFixed(1)} s at most\n`,
  )
  expect(new Set(genuine.map(({ status }) => status))).toEqual(new Set([200]))
  expect(genuine.length).toBeGreaterThan(20)
  // Ten seconds, a second until it is noticed, and a machine that may be busy.
  expect(Math.max(...held)).toBeLessThan(30)
  expect(peak - before).toBeLessThan(250)
})

/** Says this and no more. Resolves when it is cut, with the seconds. */
function saySoMuch(port: number, text: string): Promise<number> {
  return new Promise((resolve) => {
    const startedAt = performance.now()
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', () => undefined)
    socket.on('error', () => undefined)
    socket.on('close', () => resolve((performance.now() - startedAt) / 1000))
  })
}

/** Announces a large body, sends all of it but one byte, then nothing, or a byte now and then. Resolves when it is cut, with the seconds. */
function holdOpen(port: number, index: number): Promise<number> {
  const { path, bytes } = DOORS[index % DOORS.length] ?? { path: '/', bytes: 0 }
  return new Promise((resolve) => {
    const startedAt = performance.now()
    const socket = connect(port, '127.0.0.1')
    socket.write(`POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\ncontent-length: ${bytes}\r\n\r\n`)
    socket.write(Buffer.alloc(bytes - 1000, ' '))
    const drip = index % 8 < 4 ? undefined : dripInto(socket)
    socket.on('data', () => undefined)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      globalThis.clearInterval(drip)
      resolve((performance.now() - startedAt) / 1000)
    })
  })
}

function dripInto(socket: Socket): NodeJS.Timeout {
  return globalThis.setInterval(() => socket.write(' '), 3000)
}

async function deliver(url: string, mid: string): Promise<{ readonly status: number; readonly ms: number }> {
  const body = JSON.stringify(textFrom({ mid }))
  const startedAt = performance.now()
  const { status } = await fetch(`${url}/webhooks/facebook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': sign(body, APP_SECRET) },
    body,
  })
  return { status, ms: performance.now() - startedAt }
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024)
}
