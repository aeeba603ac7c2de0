import { createReadStream } from 'node:fs'
import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { FileStoreError, type FileStore } from './file-store.ts'

const CLOSED = 0o700

/** Files as files below a folder of this machine, or of one that all processes of the desk share. */
export function openLocalStore(folder: string): FileStore {
  return {
    put: (files) => told(() => putAll(files.map(({ key, path }) => ({ target: join(folder, key), path })))),
    open: (key, range) =>
      told(async () => {
        const file = await openIfThere(join(folder, key))
        return file && createReadStream('', { ...range, fd: file })
      }),
    remove: (keys) => told(() => removeAll(keys.map((key) => join(folder, key)))),
  }
}

type Move = { readonly target: string; readonly path: string }

/** On disk under other names, then under their own: whoever finds one there finds it whole, whenever the power goes. */
async function putAll(moves: readonly Move[]): Promise<void> {
  const folders = [...new Set(moves.map(({ target }) => dirname(target)))]
  await Promise.all(folders.map((folder) => mkdir(folder, { recursive: true, mode: CLOSED })))
  await Promise.all(moves.map(({ path }) => syncToDisk(path)))
  await Promise.all(moves.map(moveTo))
  await Promise.all(folders.map(syncToDisk))
}

/** Where the folder of work lies on another disk than the store, a copy beside the target takes the place of the move. */
async function moveTo({ target, path }: Move): Promise<void> {
  try {
    await rename(path, target)
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') {
      throw error
    }
    const beside = `${target}.${process.pid}.part`
    await copyFile(path, beside)
    await syncToDisk(beside)
    await rename(beside, target)
  }
}

async function syncToDisk(path: string): Promise<void> {
  const file = await open(path)
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

async function openIfThere(path: string) {
  try {
    return await open(path)
  } catch (error) {
    // Not a fault: nothing lies there.
    if (codeOf(error) === 'ENOENT') {
      return undefined
    }
    throw error
  }
}

async function removeAll(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await rm(path, { force: true })
  }
  for (const folder of new Set(paths.map((path) => dirname(path)))) {
    await syncIfThere(folder)
  }
}

async function syncIfThere(folder: string): Promise<void> {
  if (await stat(folder).catch(() => undefined)) {
    await syncToDisk(folder)
  }
}

const FULL = ['ENOSPC', 'EDQUOT']

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw asStoreError(error)
  }
}

/** What a file system says when it has no room, or cannot be written for another reason. */
export function asStoreError(error: unknown): FileStoreError {
  return error instanceof FileStoreError
    ? error
    : new FileStoreError(FULL.includes(codeOf(error) ?? '') ? 'storage-full' : 'storage-away', error)
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
