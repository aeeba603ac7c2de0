import { expect, test } from 'vitest'
import type { Command } from './command.ts'
import { findCommands } from './find-commands.ts'

const named = (label: string, group = 'Go to'): Command => ({ id: label, group, label, keys: [], run: () => undefined })
const commands = [
  named('Solve', 'This ticket'),
  named('Assign to me', 'This ticket'),
  named('Settings'),
  named('Sofía Martínez'),
  named('Олена Ткаченко'),
]
const find = (query: string) => findCommands(commands, query).map((command) => command.label)

test('nothing typed shows everything in its order', () => {
  expect(find('')).toEqual(commands.map((command) => command.label))
})

test('the beginning of a name comes first', () => {
  expect(find('se')[0]).toBe('Settings')
})

test('accents need not be typed', () => {
  expect(find('sofia')).toEqual(['Sofía Martínez'])
})

test('letters with gaps are enough', () => {
  expect(find('asme')).toEqual(['Assign to me'])
})

test('any script is found', () => {
  expect(find('ткач')).toEqual(['Олена Ткаченко'])
})

test('U20: a ticket is found by its number, the exact one first, and by its customer', () => {
  const tickets = [named('#71 Ewa Wiśniewska', 'Tickets'), named('#7 Zofia Nowak', 'Tickets')]
  const findTicket = (query: string) => findCommands(tickets, query).map((command) => command.label)
  expect(findTicket('#7')).toEqual(['#7 Zofia Nowak', '#71 Ewa Wiśniewska'])
  expect(findTicket('zofia')).toEqual(['#7 Zofia Nowak'])
  expect(findTicket('71')).toEqual(['#71 Ewa Wiśniewska'])
})

test('U20: a name that merely has the letters somewhere is not found, its words in any order are', () => {
  const ticket: Command = { ...named('#4 Maximiliane Konstanze von Hohenfelsen-Lindenthal', 'Tickets'), isNameOfPerson: true }
  const isFound = (query: string) => findCommands([ticket], query).length > 0
  expect(isFound('zofia')).toBe(false)
  expect(isFound('hohenf')).toBe(true)
  expect(isFound('hohenfelsen maxi')).toBe(true)
})

test('what is not there is not found', () => {
  expect(find('zzz')).toEqual([])
})
