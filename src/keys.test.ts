import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { deriveSecret, loadEncryptionKey } from './keys.ts'

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pagedesk-keys-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

test('the key is made once, for its owner only, also when many start at once', async () => {
  const folder = await newFolder()
  const keys = await Promise.all(Array.from({ length: 10 }, () => loadEncryptionKey(folder, undefined)))
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1)
  expect(keys[0]).toHaveLength(32)
  expect(await readdir(folder)).toEqual(['encryption-key'])
  expect((await stat(join(folder, 'encryption-key'))).mode & 0o777).toBe(0o600)
  expect(await loadEncryptionKey(folder, undefined)).toEqual(keys[0])
})

test('a key that the operator gives is used, and none is kept', async () => {
  const folder = await newFolder()
  expect(await loadEncryptionKey(folder, Buffer.alloc(32, 1))).toEqual(Buffer.alloc(32, 1))
  expect(await readdir(folder)).toEqual([])
})

test('a damaged key is never written over: the start is refused with what to do', async () => {
  const folder = await newFolder()
  const file = join(folder, 'encryption-key')
  await writeFile(file, 'c2hvcnQ=\n')
  await expect(loadEncryptionKey(folder, undefined)).rejects.toThrow(/Restore it from your backup/)
  expect(await readFile(file, 'utf8')).toBe('c2hvcnQ=\n')
})

test('secrets of different purposes differ, and stay the same over starts', () => {
  const key = Buffer.alloc(32, 2)
  expect(deriveSecret(key, 'sessions')).toBe(deriveSecret(key, 'sessions'))
  expect(deriveSecret(key, 'sessions')).not.toBe(deriveSecret(key, 'sandbox app'))
})
