import { z } from 'zod'
import { REMINDER_MINUTES } from '#domain/members/reminder.ts'
import type { RouteContract } from '../contract/route.ts'

const tags = ['account']

/** In neither way: no reminder. In the browser it is the event `ticket.reminded`, which names whom it is for. */
const Reminders = z
  .object({
    minutesBefore: z.int().min(REMINDER_MINUTES.least).max(REMINDER_MINUTES.most),
    isInBrowser: z.boolean(),
    isByMail: z.boolean(),
  })
  .meta({ id: 'Reminders' })
export type Reminders = z.infer<typeof Reminders>

export const getReminders = {
  method: 'GET',
  url: '/api/v1/account/reminders',
  schema: { tags, summary: 'How you are told before the time to answer a customer ends', response: { 200: Reminders } },
} as const satisfies RouteContract

export const setReminders = {
  method: 'PUT',
  url: '/api/v1/account/reminders',
  schema: {
    tags,
    summary: 'Set how you are told before the time to answer a customer ends: of tickets that are yours, or nobody’s, once for each',
    body: Reminders,
    response: { 200: Reminders },
  },
} as const satisfies RouteContract
