import { Client } from 'pg'

export type Listening = { stop(): Promise<void> }

export type ListenOptions = {
  readonly url: string
  /** The PostgreSQL channel, one of our own constants. */
  readonly channel: string
  /** Called on each notification, and once after every (re)connect: something may have happened meanwhile. */
  readonly onWake: () => void
  readonly onError: (error: unknown) => void
}

const RECONNECT_MS = 1000

/** Holds one connection that listens, and opens a new one whenever it is lost. */
export async function startListening(options: ListenOptions): Promise<Listening> {
  let current: Client | undefined
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  async function connect(): Promise<void> {
    const client = new Client({ connectionString: options.url, application_name: `pagedesk ${options.channel}`, keepAlive: true })
    current = client
    client.on('error', () => lose(client))
    client.on('end', () => lose(client))
    client.on('notification', options.onWake)
    try {
      await client.connect()
      await client.query(`listen ${options.channel}`)
      options.onWake()
    } catch (error) {
      options.onError(error)
      lose(client)
    }
  }

  function lose(client: Client): void {
    if (isStopped || client !== current) {
      return
    }
    current = undefined
    closeQuietly(client).catch(options.onError)
    timer = setTimeout(() => void connect(), RECONNECT_MS)
  }

  await connect()
  return {
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      if (current) {
        await closeQuietly(current)
      }
    },
  }
}

/** A connection that is already broken has nothing left to say: its complaints at the end are not news. */
async function closeQuietly(client: Client): Promise<void> {
  client.removeAllListeners()
  client.on('error', () => undefined)
  await client.end().catch(() => undefined)
}
