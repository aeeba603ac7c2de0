import type { ChildProcess } from 'node:child_process'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { WatchedClient } from '../connections/watched-client.ts'
import { adviceFor } from './advice.ts'
import { knock, servedDirectory } from './connect.ts'
import { EmbeddedError } from './errors.ts'
import { readIfThere } from './files.ts'
import type { Log } from './log.ts'
import { findPostmaster, removePidFile } from './pid-file.ts'
import { program, spawnPostmaster } from './run.ts'
import type { Server } from './run.ts'
import { lastWords, withServerLog } from './server-log.ts'
import { serverArguments } from './settings.ts'
import { stopPostmaster } from './stop-postmaster.ts'
import { endSurvivors } from './survivors.ts'

/** One desk's PostgreSQL: what is run, where it lies, and how it is to be run. */
export type Instance = Server & {
  readonly home: string
  readonly password: string
  readonly settings: Readonly<Record<string, string>>
  readonly log: Log
}

/** A server that has answered us. `client` is the open supervisor connection. */
export type Live = { readonly client: WatchedClient; readonly pid: number; readonly port: number; readonly adopted: boolean }

/** One start, over all its attempts; `reason` is why it is not up yet. */
type Start = { readonly began: number; launched: Launched | undefined; failures: number; reason: string }
type Launched = { readonly child: ChildProcess; fault: string | undefined }

const LOOK_MS = 25
const PAUSE_MS = 250
/** What is in the way after a kill is gone in a moment; what is still there after so many attempts stays for a while. */
const QUICK_FAILURES = 5
const LONGEST_PAUSE_MS = 4_000
/** A start that shows no sign of life for this long has failed; a server that says it is recovering may take as long as it needs. */
const PATIENCE_MS = 20_000
/** After this long, children of a killed postmaster that still hold its memory are ended. */
const SURVIVORS_MS = 2_000

/**
 * Brings the server up, whatever state it was left in: adopts one that runs, waits for one that recovers, starts one when there is none.
 *
 * @throws EmbeddedError `would-not-start` with the server's last words; nothing that was started here is left running then.
 */
export async function bringUp(instance: Instance, pickPort: () => Promise<number>, signal: AbortSignal): Promise<Live> {
  const start: Start = { began: Date.now(), launched: undefined, failures: 0, reason: 'it gave no sign of life' }
  try {
    return await waitForLife(instance, { start, pickPort, signal })
  } catch (fault) {
    const pid = start.launched?.child.pid
    if (pid !== undefined && start.launched?.fault === undefined) {
      await stopPostmaster(instance, pid)
    }
    throw fault
  }
}

type Wait = { readonly start: Start; readonly pickPort: () => Promise<number>; readonly signal: AbortSignal }

async function waitForLife(instance: Instance, { start, pickPort, signal }: Wait): Promise<Live> {
  for (let deadline = start.began + PATIENCE_MS; Date.now() < deadline; await delay(LOOK_MS, undefined, { signal })) {
    const look = await lookAtServer(instance, start.launched === undefined)
    if (look.kind === 'live') {
      return look.live
    }
    if (look.kind === 'busy') {
      deadline = look.recovering ? Date.now() + PATIENCE_MS : deadline
      start.reason = look.reason
    } else if (start.launched === undefined || start.launched.fault !== undefined) {
      await clearTheWay(instance, start)
      start.launched = await launch(instance, await pickPort())
    }
  }
  const words = await lastWords(instance.home)
  throw new EmbeddedError(
    'would-not-start',
    `PostgreSQL in ${instance.home} does not start: ${start.reason}\n${words}\n${adviceFor(`${start.reason}\n${words}`, instance.home)}`,
  )
}

type Look =
  | { readonly kind: 'live'; readonly live: Live }
  | { readonly kind: 'busy'; readonly recovering: boolean; readonly reason: string }
  | { readonly kind: 'none' }

async function lookAtServer(instance: Instance, adopted: boolean): Promise<Look> {
  const found = await findPostmaster(instance.cluster)
  if (found.kind === 'none' || found.kind === 'stale') {
    return { kind: 'none' }
  }
  if (found.kind === 'unsure' || found.port === undefined) {
    return { kind: 'busy', recovering: false, reason: 'it is starting' }
  }
  const { pid, port } = found
  const answer = await knock(port, instance.password)
  if (answer.kind !== 'open') {
    return {
      kind: 'busy',
      recovering: answer.kind === 'not-yet',
      reason: answer.kind === 'closed' ? answer.fault.message : 'it is recovering',
    }
  }
  if ((await servedDirectory(answer.client)) !== instance.cluster) {
    await answer.client.leave()
    return { kind: 'busy', recovering: false, reason: `another PostgreSQL answers on port ${port}` }
  }
  if (adopted && !(await runsAsWeWould(instance, port))) {
    await answer.client.leave()
    instance.log.info({ pid }, 'PostgreSQL runs from an earlier version of the desk; restarting it')
    await stopPostmaster(instance, pid)
    return { kind: 'none' }
  }
  return { kind: 'live', live: { client: answer.client, pid, port, adopted } }
}

/** False for an orphan of an older desk: other binaries or other settings. */
async function runsAsWeWould(instance: Instance, port: number): Promise<boolean> {
  const started = await readIfThere(path.join(instance.cluster, 'postmaster.opts'))
  const quoted = serverArguments(instance.cluster, port, instance.settings).map((argument) => ` "${argument}"`)
  return started?.trim() === program(instance, 'postgres') + quoted.join('')
}

/** Before an attempt, when nothing of ours runs: a stale pid file goes; after a failed one also children that nothing else will end. */
async function clearTheWay(instance: Instance, start: Start): Promise<void> {
  await removePidFile(instance.cluster)
  if (start.launched?.fault === undefined) {
    return
  }
  start.reason = start.launched.fault
  start.failures += 1
  const pause = Math.min(PAUSE_MS * 2 ** Math.max(0, start.failures - QUICK_FAILURES), LONGEST_PAUSE_MS)
  const log = await lastWords(instance.home)
  const advice = adviceFor(`${start.reason}\n${log}`, instance.home)
  instance.log.warn({ reason: start.reason, log, pause }, `PostgreSQL did not start; the desk tries again in ${pause / 1000} s. ${advice}`)
  await delay(pause)
  if (Date.now() - start.began > SURVIVORS_MS) {
    const pids = await endSurvivors(instance.cluster)
    if (pids.length > 0) {
      instance.log.warn({ pids }, 'ended processes of an earlier PostgreSQL that were in the way')
    }
  }
}

async function launch(instance: Instance, port: number): Promise<Launched> {
  const args = serverArguments(instance.cluster, port, instance.settings)
  const child = await withServerLog(instance.home, (descriptor) => spawnPostmaster(instance, args, descriptor))
  const launched: Launched = { child, fault: undefined }
  child.once('error', (fault) => {
    launched.fault = fault.message
  })
  child.once('exit', (code, signal) => {
    launched.fault = `it ended with ${signal ?? `code ${code}`}`
  })
  return launched
}
