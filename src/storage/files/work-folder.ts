import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Much longer than a file is worked on: it may take ten minutes to come, and is then looked at and stored. */
const LEFT_MS = 60 * 60_000

/** Removes what a process that was killed left in the folder where files are worked on. Others may be at work there. */
export async function sweepWorkFolder(folder: string, now = Date.now()): Promise<void> {
  for (const name of await namesIn(folder)) {
    const path = join(folder, name)
    const modifiedAt = await stat(path).then(({ mtimeMs }) => mtimeMs, ignoreMissing)
    if (modifiedAt !== undefined && modifiedAt < now - LEFT_MS) {
      await rm(path, { recursive: true, force: true })
    }
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(ignoreMissing)) ?? []
}

/** Nothing lies there yet, or another process was faster. */
function ignoreMissing(error: unknown): undefined {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
    throw error
  }
}
