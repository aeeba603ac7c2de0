import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDataDir } from './data-dir.ts'

const MODE = process.getuid?.() === 0 ? '711' : '700'

async function place(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pagedesk-data-dir-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return join(folder, 'data')
}

async function modeOf(folder: string): Promise<string> {
  return ((await stat(folder)).mode & 0o777).toString(8)
}

test('R16: a new data folder cannot be listed by others', async () => {
  const folder = await place()
  await openDataDir(folder)
  expect(await modeOf(folder)).toBe(MODE)
})

test('R16: a data folder of an older version is closed to others, and one that is closed already stays as it is', async () => {
  const folder = await place()
  await mkdir(folder)
  await chmod(folder, 0o755)
  await openDataDir(folder)
  expect(await modeOf(folder)).toBe(MODE)
  await chmod(folder, 0o700)
  await openDataDir(folder)
  expect(await modeOf(folder)).toBe('700')
})
