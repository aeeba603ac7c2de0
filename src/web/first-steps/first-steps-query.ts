import { queryOptions } from '@tanstack/react-query'
import { answerOf, api } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { FirstStep } from '../api/types.ts'

export const firstStepsQuery = queryOptions({
  queryKey: keys.firstSteps,
  queryFn: async () => (await answerOf(api.GET('/api/v1/first-steps'))).steps,
})

/** Once the first answer is out, the walk leaves the navigation. */
export function isWalkDone(steps: readonly FirstStep[]): boolean {
  return steps.every((step) => step.isDone)
}
