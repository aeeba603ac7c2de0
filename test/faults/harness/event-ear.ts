import { setTimeout } from 'node:timers/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { ConnectedDesk } from '#test/connected-desk.ts'

export type HeardEvent = { readonly cursor: string; readonly type: string; readonly ticketId: string | null; readonly body: string }

/** Somebody at a screen: hears the stream, and comes back with the last cursor whenever it breaks off. */
export type EventEar = {
  /** Everything heard, once each, in the order of its coming. */
  readonly heard: readonly HeardEvent[]
  /** Where the stream began; undefined until its first word. */
  firstCursor(): string | undefined
  /** How often the desk asked to fetch everything again, as it may only of who was away for too long. */
  resets(): number
  stop(): Promise<void>
}

const COME_BACK_MS = 200

export function openEventEar(desk: ConnectedDesk, from?: string): EventEar {
  const heard: HeardEvent[] = []
  const leaving = new AbortController()
  let first = from
  let cursor = from
  let resets = 0

  async function listen(): Promise<void> {
    const headers = { cookie: desk.cookie(), ...(cursor === undefined ? {} : { 'last-event-id': cursor }) }
    const response = await fetch(`${desk.url}/api/v1/events`, { headers, signal: leaving.signal })
    if (!response.ok || !response.body) {
      throw new Error(`the stream was answered with ${response.status}`)
    }
    let [id, event] = ['', '']
    for await (const line of createInterface(Readable.fromWeb(response.body))) {
      const [name, value] = [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]
      id = name === 'id' ? value : id
      event = name === 'event' ? value : event
      if (name === 'data' && event !== 'beat') {
        cursor = id
        first ??= id
        note(event, id, value)
      }
    }
  }

  function note(event: string, id: string, data: string): void {
    if (event === 'reset') {
      resets += 1
    } else if (event === 'change') {
      const { type, ticketId } = JSON.parse(data) as Pick<HeardEvent, 'type' | 'ticketId'>
      heard.push({ cursor: id, type, ticketId, body: data })
    }
  }

  async function keepListening(): Promise<void> {
    while (!leaving.signal.aborted) {
      // Whatever broke it off, a browser comes back.
      await listen().catch(() => undefined)
      await setTimeout(COME_BACK_MS)
    }
  }

  const listening = keepListening()
  return {
    heard,
    firstCursor: () => first,
    resets: () => resets,
    stop: () => {
      leaving.abort()
      return listening
    },
  }
}
