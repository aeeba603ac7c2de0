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
