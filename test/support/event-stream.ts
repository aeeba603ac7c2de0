import { expect, onTestFinished } from 'vitest'
import type { TicketDesk } from './ticket-desk.ts'

export type Frame = {
  readonly id: string
  readonly event: string
  // oxlint-disable-next-line typescript/no-explicit-any -- a test reads whatever JSON came
  readonly data: any
}

type From = { readonly lastEventId?: string | undefined; readonly query?: string }

/** A browser's end of the stream: what it was told so far, and whether it is over. */
export async function openStream({ url }: Pick<TicketDesk, 'url'>, cookie: string, { lastEventId, query = '' }: From = {}) {
  const gone = new AbortController()
  onTestFinished(() => gone.abort())
  const headers = { cookie, ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) }
  const response = await fetch(`${url}/api/v1/events${query}`, { headers, signal: gone.signal })
  const frames: Frame[] = []
  let isOver = false
  void readFrames(response, frames).then(() => (isOver = true))
  const changes = () => frames.filter(({ event }) => event === 'change')
  return {
    status: response.status,
    frames,
    changes,
    isOver: () => isOver,
    cut: () => gone.abort(),
    lastId: () => frames.at(-1)?.id,
    numbers: (): number[] => changes().flatMap(({ data }) => data.payload?.n ?? []),
    started: () => expect.poll(() => frames[0]?.event).toBeDefined(),
  }
}

async function readFrames(response: Response, frames: Frame[]): Promise<void> {
  let text = ''
  try {
    for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      text += chunk
      const whole = text.split('\n\n')
      text = whole.pop() ?? ''
      frames.push(...whole.filter((part) => part.includes('event:')).map(frameOf))
    }
  } catch (error) {
    if (!(error instanceof Error && error.name === 'AbortError')) {
      frames.push({ id: '', event: 'broken', data: {} })
    }
  }
}

function frameOf(part: string): Frame {
  const line = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(part)?.[1] ?? ''
  return { id: line('id'), event: line('event'), data: JSON.parse(line('data')) }
}
