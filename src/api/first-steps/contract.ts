import { z } from 'zod'
import type { RouteContract } from '../contract/route.ts'

export const FIRST_STEPS = ['enable-facebook', 'connect-page', 'first-message', 'first-answer'] as const

export const FirstStep = z
  .object({ name: z.enum(FIRST_STEPS), isDone: z.boolean(), value: z.string().nullable() })
  .meta({ id: 'FirstStep' })
export type FirstStep = z.infer<typeof FirstStep>

export const listFirstSteps = {
  method: 'GET',
  url: '/api/v1/first-steps',
  schema: {
    tags: ['first steps'],
    summary: 'The walk from an empty desk to the first answered message',
    response: {
      200: z.object({ steps: z.array(FirstStep) }),
    },
  },
} as const satisfies RouteContract
