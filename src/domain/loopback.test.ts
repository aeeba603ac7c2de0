import { expect, test } from 'vitest'
import { isEverywhere, isLoopback } from './loopback.ts'

test.each(['localhost', 'desk.localhost', '127.0.0.1', '127.1.2.3', '::1', '[::1]'])('%s is the machine itself', (host) => {
  expect(isLoopback(host)).toBe(true)
})

test.each(['', '0.0.0.0', '::', '10.0.0.1', '128.0.0.1', '127.0.0.1.example.com', 'localhost.example.com', 'notlocalhost'])(
  '“%s” may be another one',
  (host) => {
    expect(isLoopback(host)).toBe(false)
  },
)

test.each([
  ['0.0.0.0', true],
  ['::', true],
  ['127.0.0.1', false],
  ['::1', false],
  ['10.0.0.1', false],
  ['localhost', false],
])('listening on %s is listening everywhere: %s', (host, expected) => {
  expect(isEverywhere(host)).toBe(expected)
})
