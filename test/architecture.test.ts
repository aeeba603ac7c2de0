import { globSync, readFileSync, existsSync } from 'node:fs'
import { basename, matchesGlob } from 'node:path'
import { expect, test } from 'vitest'
import { circlesIn, importsOf, neighboursOf } from '#test/imports.ts'

/** Which room may import which, or which part of it. A room may always import itself. ARCHITECTURE.md holds the same table. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  storage: ['domain'],
  desk: ['domain', 'storage'],
  facebook: ['domain', 'storage', 'desk'],
  jobs: ['domain', 'storage', 'desk', 'facebook'],
  realtime: ['domain', 'storage'],
  api: ['domain', 'storage', 'desk', 'facebook', 'realtime'],
  web: ['domain', 'api/contract', 'api/*/contract.ts'],
}
const rooms = Object.keys(MAY_IMPORT)
const files = globSync('src/*/**/*.{ts,tsx}').filter((file) => !file.includes('.test.') && !file.includes('.gen.'))
const sandboxFiles = globSync('sandbox/**/*.ts')

function roomOf(file: string): string {
  return file.split('/')[1] ?? ''
}

/** Whether a relative import climbs out of the folder that is `depth` parts deep. */
function escapes(file: string, target: string, depth: number): boolean {
  return (target.match(/\.\.\//g)?.length ?? 0) > file.split('/').length - 1 - depth
}

test('the scan sees the source', () => {
  expect(files.length).toBeGreaterThan(100)
  expect(sandboxFiles.length).toBeGreaterThan(20)
  expect(files.flatMap(importsOf).filter((target) => target.startsWith('#')).length).toBeGreaterThan(100)
})

test('every folder of src is a room of the table, and has a line in ARCHITECTURE.md', () => {
  const text = readFileSync('ARCHITECTURE.md', 'utf8')
  expect([...new Set(files.map(roomOf))].toSorted()).toEqual(rooms.toSorted())
  expect(rooms.filter((room) => !text.includes(`| ${room} |`))).toEqual([])
})

test('the table in ARCHITECTURE.md equals this one', () => {
  const text = readFileSync('ARCHITECTURE.md', 'utf8')
  const rows = rooms.map((room) => `| ${room} | ${(MAY_IMPORT[room] ?? []).join(', ') || 'nothing'} |`)
  expect(rows.filter((row) => !text.includes(row))).toEqual([])
})

test('rooms import only what the table allows', () => {
  const broken = files.flatMap((file) => {
    const allowed = [roomOf(file), ...(MAY_IMPORT[roomOf(file)] ?? [])]
    return importsOf(file)
      .filter((target) => target.startsWith('#') && !allowed.some((place) => matchesGlob(target, `#${place}{,/**}`)))
      .map((target) => `${file} → ${target}`)
  })
  expect(broken).toEqual([])
})

test('relative imports stay inside their room', () => {
  const broken = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => escapes(file, target, 2))
      .map((target) => `${file} → ${target}`),
  )
  expect(broken).toEqual([])
})

test('no import in src leads back to where it began, types included', () => {
  expect(circlesIn(globSync('src/**/*.{ts,tsx}').filter((file) => !file.includes('.test.')))).toEqual([])
})

test('the sandbox is an island: it imports nothing of ours, and nobody imports it', () => {
  const leaving = sandboxFiles.flatMap((file) =>
    importsOf(file)
      .filter((target) => target.startsWith('#') || escapes(file, target, 1))
      .map((target) => `${file} → ${target}`),
  )
  const entering = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => target.includes('sandbox/'))
      .map((target) => `${file} → ${target}`),
  )
  expect([...leaving, ...entering]).toEqual([])
})

test('the domain is pure: no packages, no clock, no randomness', () => {
  const domain = files.filter((file) => roomOf(file) === 'domain')
  expect(domain.length).toBeGreaterThan(8)
  expect(domain.flatMap(importsOf).filter((target) => !target.startsWith('.') && !target.startsWith('#domain/'))).toEqual([])
  const impure = domain.filter((file) => /new Date\(\)|Date\.now|Math\.random|crypto\./.test(readFileSync(file, 'utf8')))
  expect(impure).toEqual([])
})

test('every function of the domain is called by a test that imports it', () => {
  const tests = globSync('{src,test}/**/*.test.{ts,tsx}').map((file) => ({ text: readFileSync(file, 'utf8'), targets: neighboursOf(file) }))
  const rules = files
    .filter((file) => roomOf(file) === 'domain')
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/^export function (\w+)/gm)].map(([, name]) => ({ file, name })))
  expect(rules.length).toBeGreaterThan(20)
  const isTested = ({ file, name }: (typeof rules)[number]): boolean =>
    tests.some(({ text, targets }) => targets.includes(file) && new RegExp(`^(?!import).*\\b${name}\\b`, 'm').test(text))
  expect(rules.filter((rule) => !isTested(rule))).toEqual([])
})

test('only storage knows SQL tables, and only config reads the environment', () => {
  const environment = files.filter((file) => roomOf(file) !== 'web' && /process\.env/.test(readFileSync(file, 'utf8')))
  expect(environment.filter((file) => !file.startsWith('src/storage/embedded/'))).toEqual([])
})

test('nothing is tagged to be done later, and no dead message tag of Facebook is in use', () => {
  const all = [...files, ...globSync('bin/**/*.ts'), ...globSync('bench/**/*.ts')]
  expect(all.filter((file) => /\b(?:TODO|FIXME)\b/.test(readFileSync(file, 'utf8')))).toEqual([])
  expect(all.filter((file) => /CONFIRMED_EVENT_UPDATE|ACCOUNT_UPDATE|POST_PURCHASE_UPDATE/.test(readFileSync(file, 'utf8')))).toEqual([])
})

test('no two migrations have one number', () => {
  // Two of 0039 came on one day, and databases remember a migration by its name.
  const numbers = globSync('src/storage/migrations/*.sql').map((file) => Number(basename(file).slice(0, 4)))
  expect(numbers.length).toBeGreaterThan(20)
  expect(numbers.filter((number, place) => number >= 40 && numbers.indexOf(number) !== place)).toEqual([])
})

test('no two decisions have one number, and the list of them names each', () => {
  const names = globSync('docs/decisions/[0-9]*.md').map((file) => basename(file))
  const numbers = names.map((name) => name.slice(0, 4))
  expect(numbers.filter((number, place) => numbers.indexOf(number) !== place)).toEqual([])
  const listed = readFileSync('docs/decisions/README.md', 'utf8')
  expect(names.filter((name) => !listed.includes(`](${name})`))).toEqual([])
})

test('files stay small', () => {
  const sizes = [...files, ...sandboxFiles.filter((file) => !file.includes('.test.'))]
    .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length }))
    .toSorted((a, b) => a.lines - b.lines)
  const at = (share: number): number => sizes[Math.floor(sizes.length * share)]?.lines ?? 0
  process.stdout.write(
    `files ${sizes.length}, lines: median ${at(0.5)}, 95 % ${at(0.95)}, longest ${sizes.at(-1)?.file} ${sizes.at(-1)?.lines}\n`,
  )
  expect(sizes.filter(({ lines }) => lines > 400)).toEqual([])
})

test('every decision has a date, a status, a context, a decision and its consequences', () => {
  const decisions = globSync('docs/decisions/[0-9]*.md')
  expect(decisions.length).toBeGreaterThanOrEqual(10)
  const parts = ['Date:', 'Status:', '## Context', '## Decision', '## Consequences']
  expect(decisions.filter((file) => !parts.every((part) => readFileSync(file, 'utf8').includes(part)))).toEqual([])
})

test('every relative link in the documents leads somewhere', () => {
  const documents = [...globSync('*.md'), ...globSync('docs/**/*.md'), ...globSync('{sandbox,bench}/*.md')]
  const broken = documents.flatMap((file) => {
    const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : ''
    return [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)]
      .map((match) => match[1] ?? '')
      .filter((target) => !existsSync(`${folder}${target}`))
      .map((target) => `${file} → ${target}`)
  })
  expect(broken).toEqual([])
})
