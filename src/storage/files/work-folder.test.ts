import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sweepWorkFolder } from './work-folder.ts'

test('what a killed process left goes after an hour, and what takes all the time that an upload may is worked on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pagedesk-work-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'one'))
  await sweepWorkFolder(folder, Date.now() + 15 * 60_000)
  expect(await readdir(folder)).toEqual(['one'])
  await sweepWorkFolder(folder, Date.now() + 61 * 60_000)
  expect(await readdir(folder)).toEqual([])
})

test('a folder that is not there yet is swept', async () => {
  await expect(sweepWorkFolder('/nowhere/at/all')).resolves.toBeUndefined()
})
