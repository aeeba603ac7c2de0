import { expect, test } from 'vitest'
import { firstFolder, FOLDERS, folderNamed } from './folders.ts'

test.each([
  ['Ending soon, when a window is about to close', { 'ending-soon': 1, my: 3, unassigned: 2, open: 5, all: 9 }, 'ending-soon'],
  ['Mine, when nothing ends soon', { my: 3, unassigned: 2, open: 5, all: 9 }, 'my'],
  ['Unassigned, for somebody new', { unassigned: 2, open: 5, all: 9 }, 'unassigned'],
  ['Open, when colleagues have it all, and for whoever reads only', { open: 5, all: 9 }, 'open'],
  ['Open, when all is solved', { all: 9, solved: 9 }, 'open'],
  ['Open, on an empty desk', {}, 'open'],
])('U28: Tickets opens %s', (_when, counts: Readonly<Record<string, number>>, folder) => {
  expect(firstFolder((each) => counts[each] ?? 0)).toBe(folder)
})

test('an address of no folder shows all tickets', () => {
  expect(folderNamed('nonsense').folder).toBe('all')
  expect(FOLDERS.map(({ folder }) => folderNamed(folder).folder)).toEqual(FOLDERS.map(({ folder }) => folder))
})
