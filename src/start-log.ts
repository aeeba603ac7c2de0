import { pino, type Logger } from 'pino'
import { openLog } from './log.ts'

const WARN = pino.levels.values['warn'] ?? 40

/** The stream that pino writes to; it notes the level of each line on it. */
type Held = { write(line: string): void; lastLevel: number; [key: symbol]: true }

/**
 * The log of a process that begins by speaking to a person. Until `speak` what is only good to know waits, so that the
 * first lines on the screen are the words for people; a warning or a failure is written at once, as it always is.
 */
export function openStartLog(level: string): { readonly log: Logger; readonly speak: () => void } {
  const out = pino.destination(2)
  let waiting: string[] | undefined = []
  const held: Held = {
    lastLevel: 0,
    [Symbol.for('pino.metadata')]: true,
    write(line) {
      if (waiting !== undefined && held.lastLevel < WARN) {
        waiting.push(line)
      } else {
        out.write(line)
      }
    },
  }
  return {
    log: openLog(level, held),
    speak: () => {
      const lines = waiting ?? []
      waiting = undefined
      lines.forEach((line) => out.write(line))
    },
  }
}
