import { z } from 'zod'
import type { RouteContract } from '../contract/route.ts'

const tags = ['workspace']

/** 0: what is sent goes at once. */
const Undo = z.object({ seconds: z.int().min(0).max(60) }).meta({ id: 'Undo' })

export const getUndo = {
  method: 'GET',
  url: '/api/v1/workspace/undo',
  schema: { tags, summary: 'For how many seconds one may take back what one has sent', response: { 200: Undo } },
} as const satisfies RouteContract

export const setUndo = {
  method: 'PUT',
  url: '/api/v1/workspace/undo',
  schema: { tags, summary: 'Set for how many seconds one may take back what one has sent', body: Undo, response: { 200: Undo } },
} as const satisfies RouteContract

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/u, 'A time such as 09:00.')

/** `days`: Monday first; null: nobody works. `timeZone`: by its name in the world's list, such as `Europe/Warsaw`. */
const BusinessHours = z
  .object({
    timeZone: z.string().min(1).max(100),
    days: z.array(z.object({ from: Time, until: Time }).nullable()).length(7),
  })
  .meta({ id: 'BusinessHours' })
export type BusinessHours = z.infer<typeof BusinessHours>

export const getBusinessHours = {
  method: 'GET',
  url: '/api/v1/workspace/business-hours',
  schema: { tags, summary: 'When people of the workspace work', response: { 200: BusinessHours } },
} as const satisfies RouteContract

export const setBusinessHours = {
  method: 'PUT',
  url: '/api/v1/workspace/business-hours',
  schema: {
    tags,
    summary: 'Set when people of the workspace work: the folder `before-back` holds what ends before they are back',
    body: BusinessHours,
    response: { 200: BusinessHours },
  },
} as const satisfies RouteContract
