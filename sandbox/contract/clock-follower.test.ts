import { expect, onTestFinished, test } from 'vitest'
import { PassThrough } from 'node:stream'
import { followOnPipe } from '../clock-on-pipe.ts'
import type { ClockFollower } from '../world/clock.ts'
import { type Box, openBox } from './box.ts'

const HOUR = 3_600_000

async function boxWith(follower: ClockFollower): Promise<Box> {
  const box = await openBox({ follower })
  onTestFinished(() => box.close())
  return box
}

/** A follower that waits until it is let go, and what the world's clock was when it was told. */
function slowFollower() {
  const told: { readonly offset: number; readonly worldWasAt: number; readonly go: () => void }[] = []
  let offsetOfWorld = () => 0
  const follower: ClockFollower = (offset) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    told.push({ offset, worldWasAt: offsetOfWorld(), go: resolve })
    return told.length === 1 ? Promise.resolve() : promise
  }
  return { told, follower, watch: (box: Box) => (offsetOfWorld = () => box.sandbox.world.state.clockOffsetMs) }
}

test('U10: a follower knows of a jump forward before the world makes it, and of one back after it', async () => {
  const { told, follower, watch } = slowFollower()
  const box = await boxWith(follower)
  watch(box)
  const forward = box.control('clock', { advance_ms: HOUR })
  await expect.poll(() => told.length).toBe(2)
  expect(told[1]).toMatchObject({ offset: HOUR, worldWasAt: 0 })
  told[1]?.go()
  expect(await forward).toMatchObject({ clock_offset_ms: HOUR })

  const back = box.control('clock', { reset: true })
  await expect.poll(() => told.length).toBe(3)
  expect(told[2]).toMatchObject({ offset: 0, worldWasAt: 0 })
  told[2]?.go()
  await back
})

test('U10: two presses at once are two hours, also when the follower takes its time', async () => {
  const { told, follower } = slowFollower()
  const box = await boxWith(follower)
  const presses = Promise.all([box.control('clock', { advance_ms: HOUR }), box.control('clock', { advance_ms: HOUR })])
  await expect.poll(() => told.length).toBe(2)
  told[1]?.go()
  await expect.poll(() => told.length).toBe(3)
  told[2]?.go()
  await presses
  expect(box.sandbox.world.state.clockOffsetMs).toBe(2 * HOUR)
})

test('U10: the first day again is told to the follower too, and a wrong time moves nobody', async () => {
  const offsets: number[] = []
  const box = await boxWith(async (offset) => void offsets.push(offset))
  await box.control('clock', { advance_ms: HOUR })
  expect(await box.control('clock', { set: -1 })).toMatchObject({ error: expect.stringContaining('1970') })
  await box.control('reset', {})
  expect(offsets).toEqual([0, HOUR, 0])
})

test('U10: a follower is told whole milliseconds', async () => {
  const offsets: number[] = []
  const box = await boxWith(async (offset) => void offsets.push(offset))
  await box.control('clock', { advance_ms: 1.5 })
  expect(offsets).toEqual([0, 2])
})

test('U10: the world tells whether somebody follows its clock', async () => {
  const followed = await boxWith(async () => undefined)
  expect(await followed.control('world')).toMatchObject({ is_clock_followed: true })
  const alone = await openBox()
  onTestFinished(() => alone.close())
  expect(await alone.control('world')).toMatchObject({ is_clock_followed: false })
})

test('U10: over the pipe a move is over when the same line comes back, or when nobody is there any more', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()]
  const follow = followOnPipe(input, output)
  let isOver = false
  const first = follow(HOUR).then(() => (isOver = true))
  expect(String(output.read())).toBe(`clock ${HOUR}\n`)
  input.write('clock 1\n')
  await new Promise(setImmediate)
  expect(isOver).toBe(false)
  input.write(`clock ${HOUR}\n`)
  await first
  const second = follow(0)
  input.end()
  await second
  await follow(5)
})
