import { expect, test } from 'vitest'
import { webAddress } from './web-address.ts'

test.each([
  ['https://www.shop.example/7', 'shop.example'],
  ['http://shop.example', 'shop.example'],
  ['javascript:alert(1)', undefined],
  ['data:text/html,<b>', undefined],
  ['shop.example', undefined],
  [null, undefined],
])('%s leads to %s', (address, host) => {
  expect(webAddress(address)?.host).toBe(host)
})
