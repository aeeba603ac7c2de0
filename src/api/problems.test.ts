import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { STATUS_OF } from './problems.ts'

const GUIDE = new URL('../../docs/guide/errors.md', import.meta.url)
const ROW = /^\| `([a-z-]+)` \| (\d{3}) \| \S/gm

test('the guide lists every code with the status that it leaves with, and no other code', () => {
  const rows = [...readFileSync(GUIDE, 'utf8').matchAll(ROW)].map(([, code, status]) => [code, Number(status)])
  expect(rows.length).toBe(Object.keys(STATUS_OF).length)
  expect(Object.fromEntries(rows)).toEqual(STATUS_OF)
})

test('every refusal is a status of the caller or of a gateway, never a bare 500', () => {
  const others = Object.entries(STATUS_OF).filter(([, status]) => !((status >= 400 && status < 500) || status === 502))
  expect(others).toEqual([])
})
