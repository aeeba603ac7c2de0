import { expect, test } from 'vitest'
import { countTests } from './test-totals.ts'

const results = (...files: { status: string; tests: string[] }[]): string =>
  JSON.stringify({
    numPassedTests: files.flatMap((file) => file.tests).filter((status) => status === 'passed').length,
    testResults: files.map(({ status, tests }) => ({ status, assertionResults: tests.map((each) => ({ status: each })) })),
  })

test('passed and failed tests are counted, skipped ones are neither', () => {
  const json = results({ status: 'failed', tests: ['passed', 'failed', 'pending'] }, { status: 'passed', tests: ['passed'] })
  expect(countTests(json, 1)).toEqual({ passed: 2, failed: 1 })
})

test('a file that could not be loaded counts as one failure', () => {
  expect(countTests(results({ status: 'failed', tests: [] }, { status: 'passed', tests: ['passed'] }), 1)).toEqual({ passed: 1, failed: 1 })
})

test('a run that ended badly outside all tests does not count as clean', () => {
  expect(countTests(results({ status: 'passed', tests: ['passed'] }), 1)).toEqual({ passed: 1, failed: 1 })
  expect(countTests(undefined, 7)).toEqual({ passed: 0, failed: 1 })
})
