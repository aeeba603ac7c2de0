import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { READABLE, upgrade } from './world/upgrade.ts'
import type { State, World } from './world/world.ts'

const QUIET_MS = 250
/** Of a large world: writing takes at most a fifth of the time. */
const REST_PER_WRITE = 4

export type Snapshots = { close(): void }

/** The world as it was kept in `file`, or undefined when there is none yet. Throws when the file is not a snapshot of ours. */
export function loadSnapshot(file: string): State | undefined {
  if (!existsSync(file)) {
    return undefined
  }
  const state = JSON.parse(readFileSync(file, 'utf8'), revive) as Partial<State>
  const version: unknown = state.version
  if (!READABLE.some((readable) => readable === version) || state.mainAppId === undefined || !state.apps) {
    throw new Error(`${file} is not a snapshot of this sandbox (version ${String(version)}). Move it away to start over.`)
  }
  return upgrade({ ...state, mainAppId: state.mainAppId, apps: state.apps })
}

/**
 * Keeps `file` at most a quarter of a second behind the world, or four times as long as writing takes when the world is large; writes a
 * last time on close. When a write fails the world goes on, says so on stderr, and the next change tries again.
 */
export function keepSnapshots(world: World, file: string): Snapshots {
  mkdirSync(dirname(file), { recursive: true })
  let timer: NodeJS.Timeout | undefined
  let restMs = QUIET_MS
  const save = () => {
    clearTimeout(timer)
    timer = undefined
    const began = performance.now()
    writeAtomically(file, JSON.stringify(world.state, replace))
    restMs = Math.max(QUIET_MS, REST_PER_WRITE * (performance.now() - began))
  }
  const trySave = () => {
    try {
      save()
    } catch (cause) {
      process.stderr.write(`The world could not be kept: ${String(cause)}\n`)
    }
  }
  const listen = (change: { type: string }) => {
    if (change.type !== 'journal') {
      timer ??= setTimeout(trySave, restMs)
    }
  }
  world.listeners.add(listen)
  save()
  return {
    close: () => {
      world.listeners.delete(listen)
      save()
    },
  }
}

function writeAtomically(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

function replace(_key: string, value: unknown): unknown {
  return value instanceof Map ? { $map: [...value] } : value
}

function revive(_key: string, value: unknown): unknown {
  if (typeof value === 'object' && value !== null && '$map' in value && Array.isArray(value.$map)) {
    return new Map(value.$map as [unknown, unknown][])
  }
  return value
}
