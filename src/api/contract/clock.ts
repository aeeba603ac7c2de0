import { z } from 'zod'
import { Instant } from './route.ts'

/** The desk's time. Screens count by it, never by the computer they run on. */
export const Clock = z
  .object({
    now: Instant,
    /** How far that is ahead of the server's own clock: not 0 only while the desk follows the sandbox, whose clock was moved. */
    aheadMs: z.int(),
  })
  .meta({ id: 'Clock' })
export type Clock = z.infer<typeof Clock>
