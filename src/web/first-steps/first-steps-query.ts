import { queryOptions, useQuery } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { FirstStep } from '../api/types.ts'
import { useMay } from '../session/session.ts'
import { useAreStepsHidden } from './hidden-steps.ts'

export const firstStepsQuery = queryOptions({
  queryKey: keys.firstSteps,
  queryFn: async () => (await ask('GET /api/v1/first-steps')).steps,
})

/** The walk ends with the first answer. A step that is undone later, Facebook switched off say, does not bring it back. */
export function isWalkDone(steps: readonly FirstStep[]): boolean {
  return steps.some((step) => step.name === 'first-answer' && step.isDone)
}

/** Whether the navigation leads there: for administrators, until the first answer, unless they hid it. */
export function useShowsFirstSteps(): boolean {
  const mayManage = useMay('workspace.manage')
  const areHidden = useAreStepsHidden()
  const { data: steps } = useQuery({ ...firstStepsQuery, enabled: mayManage })
  return mayManage && !areHidden && steps !== undefined && !isWalkDone(steps)
}
