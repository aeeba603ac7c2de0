import { chmod, mkdir, stat } from 'node:fs/promises'

/** Root's PostgreSQL runs as another user, who passes through the folder without being able to list it. */
const PASSABLE = 0o711
const CLOSED = 0o700

/**
 * Makes the data folder, or takes from an older one what others may do in it: keys, the database and the sandbox's world
 * are nobody else's. A folder of another owner keeps its mode.
 */
export async function openDataDir(dataDir: string): Promise<void> {
  const uid = process.getuid?.()
  const most = uid === 0 ? PASSABLE : CLOSED
  await mkdir(dataDir, { recursive: true, mode: most })
  const facts = await stat(dataDir)
  if (uid !== undefined && facts.uid === uid && (facts.mode & 0o777 & ~most) !== 0) {
    await chmod(dataDir, facts.mode & most)
  }
}
