import { setTimeout as delay } from 'node:timers/promises'
import { bringUp } from './bring-up.ts'
import type { Instance, Live } from './bring-up.ts'
import { ensureBinaries } from './binaries.ts'
import { EmbeddedError } from './errors.ts'
import { exists } from './files.ts'
import { program } from './run.ts'
import { stopPostmaster } from './stop-postmaster.ts'
import { findPostmaster } from './pid-file.ts'

export type ServerState = 'up' | 'down'
export type Supervisor = {
  /** The postmaster's process; another one after a restart. */
  pid(): number
  onChange(listener: (state: ServerState) => void): () => void
  stop(): Promise<void>
}

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 10_000

/**
 * Watches a live server through its open connection and brings it up again, on the same port, whenever it goes: the desk's own
 * connections find it again under the same address. It never gives up; each failure is logged, and the pauses grow to ten seconds.
 */
export function supervise(instance: Instance, first: Live): Supervisor {
  const listeners = new Set<(state: ServerState) => void>()
  const stopping = new AbortController()
  let live = first
  let recovery = Promise.resolve()

  watch(first)

  return {
    pid: () => live.pid,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async stop() {
      stopping.abort()
      await recovery
      await live.client.leave()
      const running = await findPostmaster(instance.cluster)
      if (running.kind === 'running') {
        await stopPostmaster(instance, running.pid)
      }
    },
  }

  function watch(server: Live): void {
    live = server
    server.client.once('end', () => {
      if (!stopping.signal.aborted) {
        recovery = recover()
      }
    })
  }

  async function recover(): Promise<void> {
    const began = Date.now()
    instance.log.warn({ pid: live.pid }, 'PostgreSQL is gone; bringing it up again')
    tell('down')
    for (let pause = FIRST_PAUSE_MS; !stopping.signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        await restorePrograms(instance)
        watch(await bringUp(instance, async () => live.port, stopping.signal))
        instance.log.info({ pid: live.pid, port: live.port, ms: Date.now() - began }, 'PostgreSQL is up again')
        tell('up')
        return
      } catch (fault) {
        // Whatever the reason (a full disk, a taken port), somebody may mend it while we keep trying.
        if (!stopping.signal.aborted) {
          const words = fault instanceof Error ? fault.message : String(fault)
          instance.log.warn({ pause }, `PostgreSQL is still down; the desk tries again in ${pause / 1000} s. ${words}`)
          await delay(pause, undefined, { signal: stopping.signal }).catch(whenStopped)
        }
      }
    }
  }

  function tell(state: ServerState): void {
    for (const listener of listeners) {
      listener(state)
    }
  }
}

/** Somebody may have cleaned up below a running server; without its programs it would never start again. */
async function restorePrograms(instance: Instance): Promise<void> {
  if (!(await exists(instance.cluster))) {
    throw new EmbeddedError(
      'cluster-missing',
      `Its files in ${instance.cluster} are not there any more. Put them back, or stop the desk and restore a backup.`,
    )
  }
  if (!(await exists(program(instance, 'postgres')))) {
    const { root } = await ensureBinaries(instance.home)
    instance.log.info({ root }, 'the programs of PostgreSQL were missing and have been copied again')
  }
}

/** The pause was cut short by a stop; the loop sees it by itself. */
function whenStopped(): void {
  return undefined
}
