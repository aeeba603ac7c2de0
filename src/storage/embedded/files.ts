import { randomBytes } from 'node:crypto'
import { chmod, chown, link, lstat, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'

/** A user and group that files and processes belong to. */
export type Identity = { readonly uid: number; readonly gid: number }

export function codeOf(fault: unknown): string | undefined {
  return fault instanceof Error && 'code' in fault && typeof fault.code === 'string' ? fault.code : undefined
}

/** The text of a file, or undefined when there is none. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (fault) {
    if (codeOf(fault) === 'ENOENT') {
      return undefined
    }
    throw fault
  }
}

export async function exists(file: string): Promise<boolean> {
  try {
    await lstat(file)
    return true
  } catch (fault) {
    if (codeOf(fault) === 'ENOENT' || codeOf(fault) === 'ENOTDIR') {
      return false
    }
    throw fault
  }
}

/** Makes a directory with exactly this mode, whatever the umask says; a directory that is there keeps its own. */
export async function makeDirectory(directory: string, mode: number): Promise<void> {
  const made = await mkdir(directory, { recursive: true, mode })
  if (made !== undefined) {
    await chmod(directory, mode)
  }
}

/** Replaces a secret file so that a crash leaves either the old text or the new, both readable by the owner only. */
export async function replaceSecret(file: string, text: string): Promise<void> {
  const fresh = await writeBeside(file, text)
  await rename(fresh, file)
  await keepOwner(file)
}

/** Creates a secret file unless there is one; of two processes that try at once, the first one's text stands. */
export async function createSecret(file: string, text: string): Promise<void> {
  const fresh = await writeBeside(file, text)
  try {
    await link(fresh, file)
    await keepOwner(file)
  } catch (fault) {
    if (codeOf(fault) !== 'EEXIST') {
      throw fault
    }
  } finally {
    await rm(fresh, { force: true })
  }
}

async function writeBeside(file: string, text: string): Promise<string> {
  const fresh = `${file}.${randomBytes(6).toString('hex')}`
  const handle = await open(fresh, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return fresh
}

/** Root may start a desk that belongs to somebody else; what root writes must stay readable to that somebody. */
async function keepOwner(file: string): Promise<void> {
  if (process.getuid?.() !== 0) {
    return
  }
  const directory = await lstat(path.dirname(file))
  await chown(file, directory.uid, directory.gid)
}
