import { openClient, type Client } from './client.ts'

type Beat = {
  readonly port: number
  readonly perSecond: number
  readonly total: number
  /** As `performance.now()` tells it. */ readonly begin: number
}

/** Calls `send` `total` times, evenly from `begin` on, each with a connection of its own to the port; resolves when all have been answered. */
export async function sendEvenly(
  { port, perSecond, total, begin }: Beat,
  send: (client: Client, index: number) => Promise<void>,
): Promise<void> {
  const free: Client[] = []
  const under: Promise<void>[] = []

  async function sendOne(index: number): Promise<void> {
    const client = free.pop() ?? (await openClient(port))
    await send(client, index)
    free.push(client)
  }

  for (let index = 0; index < total; index += 1) {
    const wait = begin + (index * 1000) / perSecond - performance.now()
    if (wait > 1) {
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
    under.push(sendOne(index))
  }
  await Promise.all(under)
  free.forEach((client) => client.close())
}

/** Waits for the ticket of the bench's person and gives its id. */
export async function probeTicket(api: string, { cookie, person }: { readonly cookie: string; readonly person: number }): Promise<string> {
  type Row = { readonly id: string; readonly client: { readonly externalId: string } }
  for (;;) {
    const { tickets } = await get<{ tickets: Row[] }>(`${api}/tickets?limit=100`, cookie)
    const probe = tickets.find(({ client }) => client.externalId.endsWith(String(person)))
    if (probe) {
      return probe.id
    }
  }
}

/** The JSON that the desk answers. Throws when it answers anything but a 2xx. */
export async function get<T>(url: string, cookie: string): Promise<T> {
  const answer = await fetch(url, { headers: { cookie } })
  if (!answer.ok) {
    throw new Error(`${url} answered ${answer.status}`)
  }
  return (await answer.json()) as T
}
