import { createHmac, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The key that tokens are sealed with. Made on the first start and kept in the data folder, readable by its owner only,
 * unless the operator gives one.
 */
export async function loadEncryptionKey(dataDir: string, given: Buffer | undefined): Promise<Buffer> {
  if (given) {
    return given
  }
  const file = join(dataDir, 'encryption-key')
  if (!existsSync(file)) {
    await makeKey(file)
  }
  const key = Buffer.from(await readFile(file, 'utf8'), 'base64')
  if (key.length !== 32) {
    throw new Error(`${file} does not hold 32 bytes in base64. Restore it from your backup: sealed tokens cannot be read without it.`)
  }
  return key
}

/** Whole or not at all, even when we are killed meanwhile; a key that somebody else made first stands. */
async function makeKey(file: string): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  try {
    await link(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw error
    }
  } finally {
    await rm(draft)
  }
}

/** A further secret that comes from the key, stable over restarts: `purpose` keeps them apart. */
export function deriveSecret(key: Buffer, purpose: string): string {
  return createHmac('sha256', key).update(purpose).digest('hex')
}
