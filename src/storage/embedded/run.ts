import { execFile, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Binaries } from './binaries.ts'
import type { Identity } from './files.ts'

/** Everything a program of PostgreSQL needs to be run: whose, from where, as whom. */
export type Server = {
  readonly binaries: Binaries
  /** The data directory in PostgreSQL's sense, as an absolute path without links. */
  readonly cluster: string
  readonly identity: Identity | undefined
}

const run = promisify(execFile)

/** The absolute path of one of the programs. */
export function program(server: Pick<Server, 'binaries'>, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return path.join(server.binaries.root, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

/** Runs a program to its end; throws with its standard error when it fails. */
export async function runProgram(server: Server, name: 'initdb' | 'pg_ctl', args: readonly string[]): Promise<void> {
  await run(program(server, name), [...args], options(server))
}

/** Starts the postmaster in its own process group, so that Ctrl-C reaches the desk alone and the desk stops things in order. */
export function spawnPostmaster(server: Server, args: readonly string[], logFile: number): ChildProcess {
  const child = spawn(program(server, 'postgres'), [...args], {
    ...options(server),
    detached: true,
    // A file and not a pipe: the postmaster outlives a killed desk and must not choke on a broken pipe.
    stdio: ['ignore', logFile, logFile],
  })
  child.unref()
  return child
}

function options({ binaries, identity }: Server) {
  return {
    cwd: path.parse(binaries.root).root,
    env: { LD_LIBRARY_PATH: path.join(binaries.root, 'lib'), PATH: '/usr/bin:/bin', LC_ALL: 'C', ...windowsEnv() },
    ...identity,
  }
}

/** Windows programs do not start without it. */
function windowsEnv(): NodeJS.ProcessEnv {
  return process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] } : {}
}
