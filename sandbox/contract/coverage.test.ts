import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bareEndpoints, coverage, coverageText, endpointsThere } from './coverage.ts'
import { NOT_THERE } from './documented.ts'

test('every method of every edge has a contract test that names it in its title', () => {
  expect(bareEndpoints()).toEqual([])
})

test('every marked title names an endpoint or a webhook that is there', () => {
  expect(coverage().strays).toEqual([])
})

test('nothing stands among what is there and what is not', () => {
  expect(endpointsThere().filter((endpoint) => Object.hasOwn(NOT_THERE, endpoint))).toEqual([])
})

test('COVERAGE.md is up to date; npm run generate writes it', () => {
  expect(readFileSync(new URL('../COVERAGE.md', import.meta.url), 'utf8')).toBe(coverageText())
})
