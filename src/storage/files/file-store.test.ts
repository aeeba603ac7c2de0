import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { startS3 } from '#test/s3.ts'
import { FileStoreError, type FileStore } from './file-store.ts'
import { asStoreError, openLocalStore } from './local-store.ts'
import { openS3Store } from './s3-store.ts'

const KEY = 'workspace/ab/abcdef.shown'

async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pagedesk-store-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function s3(): Promise<FileStore> {
  const server = await startS3()
  onTestFinished(server.close)
  return openS3Store(server)
}

async function fileOf(words: string): Promise<string> {
  const path = join(await scratch(), 'file')
  await writeFile(path, words)
  return path
}

const read = async (store: FileStore, range?: { start: number; end: number }, key = KEY) => {
  const bytes = await store.open(key, range)
  return bytes && (await buffer(bytes)).toString()
}

const STORES = [
  ['a folder', async () => openLocalStore(await scratch())],
  ['a bucket', s3],
] as const

test.each(STORES)('%s gives back what was put, whole or a part', async (_name, open) => {
  const store = await open()
  await store.put([{ key: KEY, path: await fileOf('0123456789') }])
  expect(await read(store)).toBe('0123456789')
  expect(await read(store, { start: 2, end: 4 })).toBe('234')
})

test.each(STORES)('%s takes several at once', async (_name, open) => {
  const store = await open()
  await store.put([
    { key: 'workspace/ab/abcdef', path: await fileOf('as it came') },
    { key: 'workspace/cd/cdefab', path: await fileOf('another') },
    { key: KEY, path: await fileOf('as it is shown') },
  ])
  expect(await read(store)).toBe('as it is shown')
  expect(await read(store, undefined, 'workspace/ab/abcdef')).toBe('as it came')
  expect(await read(store, undefined, 'workspace/cd/cdefab')).toBe('another')
})

test.each(STORES)('%s takes the same once more', async (_name, open) => {
  const store = await open()
  await store.put([{ key: KEY, path: await fileOf('the same') }])
  await store.put([{ key: KEY, path: await fileOf('the same') }])
  expect(await read(store)).toBe('the same')
})

test.each(STORES)('%s has nothing under a key that was removed, or never was', async (_name, open) => {
  const store = await open()
  expect(await read(store)).toBeUndefined()
  await store.put([{ key: KEY, path: await fileOf('words') }])
  await store.remove([KEY, 'workspace/00/never'])
  expect(await read(store)).toBeUndefined()
})

test('nothing but whole files lies in a folder, and nobody else may look', async () => {
  const folder = await scratch()
  await openLocalStore(folder).put([{ key: KEY, path: await fileOf('words') }])
  expect(await readdir(join(folder, 'workspace/ab'))).toEqual(['abcdef.shown'])
})

test('a bucket that does not answer, or refuses the key, is away', async () => {
  const server = await startS3()
  const wrong = openS3Store({ ...server, secretAccessKey: 'another' })
  await expect(wrong.put([{ key: KEY, path: await fileOf('words') }])).rejects.toMatchObject({ reason: 'storage-away' })
  await server.close()
  const right = openS3Store(server)
  await expect(right.put([{ key: KEY, path: await fileOf('words') }])).rejects.toBeInstanceOf(FileStoreError)
  await expect(read(right)).rejects.toMatchObject({ reason: 'storage-away' })
})

test('a disk without room is full, every other failure of it means away', () => {
  const failure = (code: string) => asStoreError(Object.assign(new Error(code), { code })).reason
  expect([failure('ENOSPC'), failure('EDQUOT'), failure('EROFS'), failure('EIO')]).toEqual([
    'storage-full',
    'storage-full',
    'storage-away',
    'storage-away',
  ])
})

test('a folder that cannot be written is away', async () => {
  const folder = await scratch()
  await writeFile(join(folder, 'workspace'), 'a file where a folder should be')
  await chmod(folder, 0o500)
  await expect(openLocalStore(folder).put([{ key: KEY, path: await fileOf('words') }])).rejects.toMatchObject({ reason: 'storage-away' })
})
