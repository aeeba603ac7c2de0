import { expect, test } from 'vitest'
import { createOwnHosts } from './own-hosts.ts'

const end = { localAddress: '127.0.0.1', localPort: 3000 }
const desk = createOwnHosts({ publicUrl: 'https://desk.example.com', host: '127.0.0.1' })

test.each([
  ['desk.example.com', 'the public name'],
  ['DESK.Example.COM', 'in capitals'],
  ['desk.example.com.', "with the root's dot"],
  ['desk.example.com:443', 'with the default port written'],
  ['desk.example.com:3000', 'at the port that the desk listens on'],
  ['127.0.0.1:3000', 'the address itself'],
  ['localhost:3000', 'this machine'],
  ['LocalHost.:3000', 'this machine, oddly written'],
  ['[::1]:3000', 'this machine, IPv6'],
  ['[0:0:0:0:0:0:0:1]:3000', 'this machine, IPv6 at length'],
])('R4: %s is the desk (%s)', (host) => {
  expect(desk.has(host, end)).toBe(true)
})

test.each([
  ['evil.example:3000', 'a name pointed here after the page was loaded'],
  ['desk.example.com.evil.example', 'a longer name'],
  ['evil.example#desk.example.com', 'a fragment'],
  ['desk.example.com@evil.example', 'a user'],
  ['evil.example,desk.example.com', 'two in one'],
  ['desk.example.com:81', 'another port'],
  ['localhost', 'this machine, another port'],
  ['127.0.0.1:3001', 'a neighbour on this machine'],
  ['192.168.1.20:3000', 'an address that it does not listen on'],
  ['0.0.0.0:3000', 'no address'],
  ['', 'nothing'],
  ['desk example com', 'no name'],
  ['[::1', 'half an address'],
])('R4: %s is not the desk (%s)', (host) => {
  expect(desk.has(host, end)).toBe(false)
})

test('R4: behind HOST=0.0.0.0 the address that the connection came in at is the desk', () => {
  const everywhere = createOwnHosts({ publicUrl: 'http://0.0.0.0:3000', host: '0.0.0.0' })
  expect(everywhere.has('192.168.1.20:3000', { localAddress: '192.168.1.20', localPort: 3000 })).toBe(true)
  expect(everywhere.has('192.168.1.20:3000', { localAddress: '::ffff:192.168.1.20', localPort: 3000 })).toBe(true)
  expect(everywhere.has('[fd00::20]:3000', { localAddress: 'fd00::20', localPort: 3000 })).toBe(true)
  expect(everywhere.has('192.168.1.21:3000', { localAddress: '192.168.1.20', localPort: 3000 })).toBe(false)
  expect(everywhere.has('evil.example:3000', { localAddress: '192.168.1.20', localPort: 3000 })).toBe(false)
})

test('R4: a public address with a port of its own is known with it and, as some proxies pass it on, without', () => {
  const desk = createOwnHosts({ publicUrl: 'https://desk.example.com:8443' })
  expect([desk.has('desk.example.com:8443', end), desk.has('desk.example.com', end), desk.has('desk.example.com:443', end)]).toEqual([
    true,
    true,
    false,
  ])
})

test.each([
  ['https://desk.example.com', true],
  ['http://127.0.0.1:3000', true],
  ['http://localhost:3000', true],
  ['http://desk.example.com', false],
  ['https://desk.example.com.', false],
  ['https://desk.example.com:8443', false],
  ['https://localhost:3000', false],
  ['http://evil.example:3000', false],
  ['http://127.0.0.1:3000/', false],
  ['null', false],
  ['file://', false],
  ['nonsense', false],
])('R4: a page of the origin %s is our own: %s', (origin, isOwn) => {
  expect(desk.hasOrigin(origin, end)).toBe(isOwn)
})
