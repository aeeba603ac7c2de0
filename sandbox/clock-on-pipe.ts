import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { ClockFollower } from './world/clock.ts'

/**
 * Lets whoever started the sandbox follow its clock: `clock 82800000` (milliseconds ahead of the real time) goes out, and
 * the same line comes back as soon as the other side counts so. It is waited for as long as that takes; nobody follows
 * any more when the input ends.
 */
export function followOnPipe(input: Readable, output: Writable): ClockFollower {
  const waiting = new Set<{ readonly line: string; readonly done: () => void }>()
  let isOver = false
  const answered = (isMeant: (line: string) => boolean): void => {
    for (const each of waiting) {
      if (isMeant(each.line)) {
        waiting.delete(each)
        each.done()
      }
    }
  }
  const lines = createInterface({ input })
  lines.on('line', (said) => answered((line) => line === said.trim()))
  lines.on('close', () => {
    isOver = true
    answered(() => true)
  })
  return (offsetMs) =>
    new Promise((resolve) => {
      if (isOver) {
        resolve()
        return
      }
      const line = `clock ${offsetMs}`
      waiting.add({ line, done: resolve })
      output.write(`${line}\n`)
    })
}
