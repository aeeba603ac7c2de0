import { realpath, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ensureBinaries, removeOtherBinaries } from './binaries.ts'
import { bringUp } from './bring-up.ts'
import type { Instance, Live } from './bring-up.ts'
import { ensureCluster, SUPERVISOR_ROLE } from './cluster.ts'
import { EmbeddedError } from './errors.ts'
import { exists } from './files.ts'
import { findHome, saveRecord } from './home.ts'
import type { HomeRecord } from './home.ts'
import { serverIdentity } from './identity.ts'
import { lockHome } from './lock.ts'
import type { Log } from './log.ts'
import { DESK_DATABASE, DESK_ROLE, ensureOwnDatabase } from './own-database.ts'
import { freePort } from './ports.ts'
import { supervise } from './supervise.ts'
import type { ServerState } from './supervise.ts'

export type EmbeddedOptions = {
  /** The desk's data directory; made when it is not there. */
  readonly dataDir: string
  readonly log: Log
  /** Server settings for tests, such as `fsync: 'off'`. A desk that people use never passes any. */
  readonly settings?: Readonly<Record<string, string>>
}

export type EmbeddedPostgres = {
  /** Connection string of the desk's own database, as its owner. Stays the same while this desk runs. Secret. */
  readonly url: string
  /** Connection string of the server's first role, for making other databases. Secret. */
  readonly adminUrl: string
  readonly port: number
  /** True when a PostgreSQL that an earlier desk left running was taken over. */
  readonly adopted: boolean
  /** The postmaster's process id; another one after a restart. */
  pid(): number
  /** Told `down` when the server goes and `up` when it answers again. Returns the way to stop listening. */
  onChange(listener: (state: ServerState) => void): () => void
  /** Stops the server in order and lets go of the data directory. Close all other connections first. */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that lives in a desk's data directory, or takes over the one that a killed desk left running.
 *
 * @throws EmbeddedError with words for the operator, among them `data-dir-in-use` when another desk runs on this directory.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = path.resolve(options.dataDir)
  const found = await findHome(dataDir)
  const home = await realpath(found.home)
  const lock = await lockHome(home, dataDir)
  try {
    const instance = await prepare({ ...options, dataDir }, home, found.record)
    const live = await bringUp(instance, () => freePort(found.record.port), new AbortController().signal)
    await settle(instance, live, found.record)
    await saveRecord(dataDir, { ...found.record, initialised: true, port: live.port })
    options.log.info({ pid: live.pid, port: live.port, home }, live.adopted ? 'took over the running PostgreSQL' : 'started PostgreSQL')

    const supervisor = supervise(instance, live)
    return {
      url: address(DESK_ROLE, found.record.deskPassword, `${live.port}/${DESK_DATABASE}`),
      adminUrl: address(SUPERVISOR_ROLE, found.record.supervisorPassword, `${live.port}/postgres`),
      port: live.port,
      adopted: live.adopted,
      pid: supervisor.pid,
      onChange: supervisor.onChange,
      stop: () => supervisor.stop().finally(() => lock.release()),
    }
  } catch (fault) {
    lock.release()
    throw fault
  }
}

async function prepare({ dataDir, log, settings }: EmbeddedOptions, home: string, record: HomeRecord): Promise<Instance> {
  const cluster = path.join(home, 'cluster')
  if (record.initialised && !(await exists(cluster))) {
    throw new EmbeddedError(
      'cluster-missing',
      `The database of this desk was kept in ${cluster} and is not there. Restore it from a backup.`,
    )
  }
  if (path.isAbsolute(record.home) && !record.initialised) {
    log.info({ home }, 'the data directory lies below a directory that only root may enter, so PostgreSQL keeps its files elsewhere')
    await writeFile(path.join(home, 'README.txt'), `The PostgreSQL of the Pagedesk whose data directory is ${dataDir}.\n`)
  }
  const binaries = await ensureBinaries(home)
  const server = { binaries, cluster, identity: await serverIdentity(cluster) }
  await ensureCluster(server, home, record.supervisorPassword)
  return { ...server, home, password: record.supervisorPassword, settings: settings ?? {}, log }
}

async function settle(instance: Instance, live: Live, record: HomeRecord): Promise<void> {
  await ensureOwnDatabase(live.client, record.deskPassword)
  await removeOtherBinaries(instance.home, instance.binaries)
}

function address(role: string, password: string, rest: string): string {
  return `postgres://${role}:${password}@127.0.0.1:${rest}`
}
