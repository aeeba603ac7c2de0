import { z } from 'zod'

export type Totals = { readonly passed: number; readonly failed: number }

const Results = z.object({
  numPassedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
})

/**
 * Counts a run from vitest's JSON. A file that could not be loaded counts as failed, and so does a run that ended badly for a reason outside
 * all tests, or that left no results: nothing that broke the run may hide behind a zero.
 */
export function countTests(json: string | undefined, exitCode: number): Totals {
  const results = json === undefined ? undefined : Results.parse(JSON.parse(json))
  const failures = (results?.testResults ?? []).map((file) => {
    const failed = file.assertionResults.filter((test) => test.status === 'failed').length
    return file.status === 'failed' ? Math.max(failed, 1) : failed
  })
  const failed = failures.reduce((sum, count) => sum + count, 0)
  return { passed: results?.numPassedTests ?? 0, failed: exitCode === 0 ? failed : Math.max(failed, 1) }
}
