import { randomBytes } from 'node:crypto'
import { chown, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { EmbeddedError } from './errors.ts'
import { exists, readIfThere } from './files.ts'
import { runProgram } from './run.ts'
import type { Server } from './run.ts'

export const SUPERVISOR_ROLE = 'supervisor'
const MAJOR = '18'

/** Loopback only, and never without the password. */
const HBA = 'host all all 127.0.0.1/32 scram-sha-256\n'

/**
 * Makes the cluster unless it is there. It is built beside its place and moved in whole, so an interrupted start leaves none.
 *
 * Collation is PostgreSQL's own C.UTF-8: it is there on every system and no update of the C library can corrupt an index.
 */
export async function ensureCluster(server: Server, home: string, password: string): Promise<void> {
  await removeDrafts(home)
  if (await exists(server.cluster)) {
    return checkVersion(server.cluster)
  }
  const draft = path.join(home, `new-${randomBytes(6).toString('hex')}`)
  const passwordFile = path.join(draft, 'password')
  await mkdir(draft, { mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (server.identity !== undefined) {
    await chown(passwordFile, server.identity.uid, server.identity.gid)
    await chown(draft, server.identity.uid, server.identity.gid)
  }
  const made = path.join(draft, 'cluster')
  await initialise({ ...server, cluster: made }, passwordFile)
  await writeFile(path.join(made, 'pg_hba.conf'), HBA)
  await rename(made, server.cluster)
  await rm(draft, { recursive: true, force: true })
}

async function initialise(server: Server, passwordFile: string): Promise<void> {
  try {
    await runProgram(server, 'initdb', [
      `--pgdata=${server.cluster}`,
      `--username=${SUPERVISOR_ROLE}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
    ])
  } catch (fault) {
    throw new EmbeddedError(
      'init-failed',
      `PostgreSQL could not make its cluster in ${path.dirname(server.cluster)}: ${fault instanceof Error ? fault.message : String(fault)}`,
      { cause: fault },
    )
  }
}

async function checkVersion(cluster: string): Promise<void> {
  const version = (await readIfThere(path.join(cluster, 'PG_VERSION')))?.trim()
  if (version !== MAJOR) {
    throw new EmbeddedError(
      'cluster-version',
      `The cluster in ${cluster} is of PostgreSQL ${version ?? 'unknown'}; this desk brings ${MAJOR}.`,
    )
  }
}

async function removeDrafts(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (name.startsWith('new-')) {
      await rm(path.join(home, name), { recursive: true, force: true })
    }
  }
}
