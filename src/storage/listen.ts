import type { Connections } from './connections/connections.ts'
import type { WatchedClient } from './connections/watched-client.ts'

export type Listening = { stop(): Promise<void> }

export type ListenOptions = {
  readonly connections: Connections
  /** The PostgreSQL channel, one of our own constants. */
  readonly channel: string
  /** Called on each notification, and once after every (re)connect: something may have happened meanwhile. */
  readonly onWake: (payload: string | undefined) => void
  readonly onError: (error: unknown) => void
}

const RECONNECT_MS = 1000
const ANSWER_MS = 5000

/** Holds one connection that listens, and opens a new one whenever it is lost. */
export async function startListening(options: ListenOptions): Promise<Listening> {
  let current: WatchedClient | undefined
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  async function connect(): Promise<void> {
    const client = options.connections.newClient({ name: `pagedesk ${options.channel}`, answerMs: ANSWER_MS })
    current = client
    client.on('end', () => lose(client))
    client.on('notification', ({ payload }) => options.onWake(payload))
    try {
      await client.connect()
      await client.query(`listen ${client.escapeIdentifier(options.channel)}`)
      options.onWake(undefined)
    } catch (error) {
      options.onError(error)
      await client.leave()
      lose(client)
    }
  }

  function lose(client: WatchedClient): void {
    if (isStopped || client !== current) {
      return
    }
    current = undefined
    timer = setTimeout(() => void connect(), RECONNECT_MS)
  }

  await connect()
  return {
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      await current?.leave()
    },
  }
}
