import type { AddressInfo } from 'node:net'
import { Courier } from './deliver/courier.ts'
import { makeServer } from './server.ts'
import { keepSnapshots, loadSnapshot } from './snapshot.ts'
import type { ClockFollower } from './world/clock.ts'
import { mediaInFolder, mediaInMemory } from './world/media.ts'
import { makeWorld } from './world/make-world.ts'
import { keepSchedule } from './world/wall/schedule.ts'
import { mainApp, tell, type World } from './world/world.ts'

export type SandboxOptions = {
  /** 0 takes any free port. */
  readonly port?: number
  readonly host?: string
  /** Names that the controls answer under, beside the machine's own and `host`. */
  readonly allowedHosts?: readonly string[]
  readonly appId?: string
  readonly appSecret?: string
  readonly verifyToken?: string
  readonly redirectUris?: readonly string[]
  /** Where the world is kept between starts. Without it, it lives in memory only. */
  readonly stateFile?: string | undefined
  /** Linked on the page as "Open the desk". */
  readonly deskUrl?: string | undefined
  /** Counts by the world's clock. Knows it when the sandbox is started. */
  readonly follower?: ClockFollower | undefined
  /** Waits between webhook attempts, in milliseconds. */
  readonly retryDelaysMs?: readonly number[] | undefined
}

export type Sandbox = {
  readonly url: string
  readonly world: World
  /** Saves, stops carrying webhooks, closes the door. */
  close(): Promise<void>
}

export const DEFAULT_APP = { appId: '748213905561327', appSecret: '5a0db0c5e1f7498b9d6c2f3e8a714b60', verifyToken: 'sandbox-verify' }

/** Starts Facebook in a box in this process. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { appId, appSecret, verifyToken } = { ...DEFAULT_APP, ...options }
  const app = { id: appId, secret: appSecret, verifyToken, redirectUris: options.redirectUris ?? [] }
  const saved = options.stateFile === undefined ? undefined : loadSnapshot(options.stateFile)
  const store = options.stateFile === undefined ? mediaInMemory() : mediaInFolder(`${options.stateFile}.media`)
  const world = makeWorld(app, saved, { realNow: Date.now, mediaStore: store, follower: options.follower })
  if (options.retryDelaysMs) {
    world.state.settings.retryDelaysMs = [...options.retryDelaysMs]
  }
  // Before the first webhook leaves: a kept world may be ahead.
  await world.follower?.(world.state.clockOffsetMs)
  const courier = new Courier(world)
  const schedule = keepSchedule(world)
  const host = options.host ?? '127.0.0.1'
  const server = makeServer(world, { courier, deskUrl: options.deskUrl, allowedHosts: [host, ...(options.allowedHosts ?? [])] })
  await server.listen({ port: options.port ?? 0, host })
  const url = urlOf(server.server.address() as AddressInfo)
  world.origin = url
  registerLanding(world, url)
  const snapshots = options.stateFile === undefined ? undefined : keepSnapshots(world, options.stateFile)
  return {
    url,
    world,
    close: async () => {
      schedule.close()
      await courier.close()
      await server.close()
      snapshots?.close()
    },
  }
}

function urlOf({ address, family, port }: AddressInfo): string {
  const isEverywhere = address === '0.0.0.0' || address === '::'
  const host = isEverywhere ? '127.0.0.1' : family === 'IPv6' ? `[${address}]` : address
  return `http://${host}:${port}`
}

/** The sandbox's own redirect URI, so that the dialog can be tried with no app at hand. */
function registerLanding(world: World, url: string): void {
  const app = mainApp(world)
  app.redirectUris = [...new Set([...app.redirectUris, `${url}/sandbox/landing`])]
  tell(world, { type: 'state' })
}
