import { DatabaseError } from 'pg'
import { expect, test } from 'vitest'
import { isDatabaseAway, isDatabaseBusy } from './away.ts'
import { DatabaseSilentError } from './watched-client.ts'

function refusedWith(code: string): DatabaseError {
  return Object.assign(new DatabaseError('no', 2, 'error'), { code })
}

test.each([
  ['the server was shut down by an operator', refusedWith('57P01')],
  ['the server crashed and recovers', refusedWith('57P02')],
  ['the server is starting', refusedWith('57P03')],
  ['the disk is full', refusedWith('53100')],
  ['there are too many connections', refusedWith('53300')],
  ['the connection failed', refusedWith('08006')],
  ['another server has taken over and this one is read-only', refusedWith('25006')],
  ['nobody listens', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' })],
  ['the connection was reset', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' })],
  ['the connection ended', new Error('Connection terminated unexpectedly')],
  ['it went silent', new DatabaseSilentError('silent')],
  ['it is so for each of several', new AggregateError([refusedWith('57P01'), new DatabaseSilentError('silent')])],
  ['no place in the pool came free', new Error('timeout exceeded when trying to connect')],
])('R1: the database is away when %s', (_when, error) => {
  expect(isDatabaseAway(error)).toBe(true)
})

test.each([
  ['a row breaks a rule', refusedWith('23505')],
  ['a statement is wrong', refusedWith('42P01')],
  ['Facebook cannot be reached', new TypeError('fetch failed', { cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }) })],
  ['one of several failed otherwise', new AggregateError([refusedWith('57P01'), new Error('a fault of ours')])],
  ['something else failed', new Error('a fault of ours')],
])('the database is there when %s', (_when, error) => {
  expect(isDatabaseAway(error)).toBe(false)
})

test.each(['57014', '55P03'])('a statement that met its bound (%s) blames neither the connection nor what was asked', (code) => {
  expect(isDatabaseBusy(refusedWith(code))).toBe(true)
  expect(isDatabaseAway(refusedWith(code))).toBe(false)
})
