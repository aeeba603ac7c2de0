import { deleteCommandsBefore } from '#storage/commands.ts'
import { machineTime } from './desk-clock.ts'
import type { Desk } from './desk.ts'

/** Nobody repeats a command after a week: its Idempotency-Key is free again. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000

export async function forgetOldCommands(desk: Desk): Promise<void> {
  await deleteCommandsBefore(desk.db, new Date(machineTime(desk).getTime() - KEPT_MS))
}
