import { randomBytes } from 'node:crypto'
import { chmod, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { EmbeddedError } from './errors.ts'
import { codeOf, createSecret, exists, makeDirectory, readIfThere, replaceSecret } from './files.ts'
import type { Identity } from './files.ts'
import { NOBODY } from './identity.ts'

const Record = z.object({
  /** Where binaries and cluster are: relative to the data directory, or absolute when they had to live elsewhere. */
  home: z.string(),
  /** Set once `initdb` has finished: from then on a missing cluster is a loss, not a first start. */
  initialised: z.boolean(),
  port: z.number().optional(),
  supervisorPassword: z.string(),
  deskPassword: z.string(),
})

/** What the desk alone knows about its PostgreSQL; kept in `DATA_DIR/embedded.json` with mode 600. */
export type HomeRecord = z.infer<typeof Record>

/** Durable places outside any home directory, tried in this order. `/tmp` is not among them: it may be emptied at any boot. */
const OUTSIDE = ['/var/lib', '/srv', '/opt', '/usr/local/var']

/**
 * Reads where this desk keeps its PostgreSQL, or decides it on the first start.
 *
 * PostgreSQL refuses to run as root, and the other user it then runs as cannot enter a mode-700 home. So for root, below such a
 * directory, the cluster goes to `/var/lib/pagedesk-<random>` and the data directory only remembers where.
 */
export async function findHome(dataDir: string): Promise<{ home: string; record: HomeRecord }> {
  await makeDataDir(dataDir)
  const file = recordFile(dataDir)
  if ((await readRecord(file)) === undefined) {
    const record: HomeRecord = {
      home: await chooseHome(dataDir),
      initialised: false,
      supervisorPassword: randomBytes(24).toString('hex'),
      deskPassword: randomBytes(24).toString('hex'),
    }
    await createSecret(file, JSON.stringify(record, undefined, 2))
  }
  const record = await readRecord(file)
  if (record === undefined) {
    throw new Error(`${file} vanished while it was being read.`)
  }
  const home = path.resolve(dataDir, record.home)
  if (record.initialised && !(await exists(home))) {
    throw new EmbeddedError(
      'cluster-missing',
      `The database of this desk was kept in ${home} and is not there. Bring it back, or remove ${file} to start with an empty one.`,
    )
  }
  // Entered by the server's user, listed by nobody.
  await makeDirectory(home, 0o711)
  return { home, record }
}

export async function saveRecord(dataDir: string, record: HomeRecord): Promise<void> {
  await replaceSecret(recordFile(dataDir), JSON.stringify(record, undefined, 2))
}

/** True when this user may pass through every directory down to the path (by owner, group and mode). */
export async function canReach(directory: string, who: Identity): Promise<boolean> {
  const parent = path.dirname(directory)
  if (parent !== directory && !(await canReach(parent, who))) {
    return false
  }
  const facts = await stat(directory).catch((fault: unknown) => {
    if (codeOf(fault) === 'ENOENT') {
      return undefined
    }
    throw fault
  })
  if (facts === undefined) {
    return true
  }
  if (facts.uid === who.uid) {
    return (facts.mode & 0o100) !== 0
  }
  return (facts.mode & (facts.gid === who.gid ? 0o010 : 0o001)) !== 0
}

/** For root: open to be passed through, closed to be listed. That goes for a new directory and for one with nothing in it yet. */
async function makeDataDir(dataDir: string): Promise<void> {
  const isRoot = process.getuid?.() === 0
  await makeDirectory(dataDir, isRoot ? 0o711 : 0o700)
  if (isRoot && (await readdir(dataDir)).length === 0 && (await stat(dataDir)).uid === 0) {
    await chmod(dataDir, 0o711)
  }
}

async function chooseHome(dataDir: string): Promise<string> {
  if (process.getuid?.() !== 0 || (await canReach(dataDir, NOBODY))) {
    return 'postgres-18'
  }
  for (const place of OUTSIDE) {
    if ((await exists(place)) && (await canReach(place, NOBODY))) {
      return path.join(place, `pagedesk-${randomBytes(6).toString('hex')}`)
    }
  }
  throw new EmbeddedError(
    'no-home',
    `PostgreSQL does not run as root, and no other user can enter ${dataDir}. Start as an ordinary user, set DATA_DIR to a directory all may enter, or set DATABASE_URL.`,
  )
}

function recordFile(dataDir: string): string {
  return path.join(dataDir, 'embedded.json')
}

async function readRecord(file: string): Promise<HomeRecord | undefined> {
  try {
    const text = await readIfThere(file)
    return text === undefined ? undefined : Record.parse(JSON.parse(text))
  } catch (fault) {
    throw new EmbeddedError(
      'data-dir-unreadable',
      `${file} cannot be read: ${codeOf(fault) === 'EACCES' ? 'it belongs to another user. Start as the user who started this desk first' : 'its contents are damaged'}.`,
      { cause: fault },
    )
  }
}
