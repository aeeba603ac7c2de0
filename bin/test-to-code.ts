import { globSync, readFileSync } from 'node:fs'

export type Lines = { readonly room: string; readonly code: number; readonly test: number }

/** Lines of tests beside lines of code, room by room, and of all together. What is generated counts for nothing. */
export function testToCode(folder: string): Lines[] {
  const files = globSync('{src,sandbox,bin,bench,test}/**/*.{ts,tsx}', { cwd: folder }).filter((file) => !file.includes('.gen.'))
  const rooms = new Map<string, { code: number; test: number }>()
  for (const file of files) {
    const room = rooms.get(roomOf(file)) ?? { code: 0, test: 0 }
    room[isTest(file) ? 'test' : 'code'] += readFileSync(`${folder}/${file}`, 'utf8').split('\n').length - 1
    rooms.set(roomOf(file), room)
  }
  const lines = [...rooms].map(([room, counts]) => ({ room, ...counts })).toSorted((a, b) => (a.room < b.room ? -1 : 1))
  return [...lines, lines.reduce((sum, { code, test }) => ({ room: 'all', code: sum.code + code, test: sum.test + test }), NOTHING)]
}

const NOTHING: Lines = { room: 'all', code: 0, test: 0 }

/** A room of `src`, `src` itself for what lies beside the rooms, else the folder at the root. */
function roomOf(file: string): string {
  const [root = '', room, inside] = file.split('/')
  return root === 'src' && inside !== undefined ? `src/${room}` : root
}

/** All below `test/` serves tests: what they stand on, the journeys, the faults. */
function isTest(file: string): boolean {
  return file.startsWith('test/') || /\.test\.tsx?$/.test(file)
}

/** A row of the table that `npm run check` prints. */
export function row({ room, code, test }: Lines): string {
  const share = code === 0 ? '' : (test / code).toFixed(2)
  return `  ${room.padEnd(14)}${String(code).padStart(7)}${String(test).padStart(8)}${share.padStart(7)}`
}
