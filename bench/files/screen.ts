import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'

export type ShownLine = {
  readonly occurredAt: string
  readonly parts?: readonly { readonly state?: string; readonly previewUrl?: string | null }[]
}

/** Listens to the desk as an open screen does, and tells of each line that an event brings; resolves once it hears. Throws when the desk refuses. */
export async function openScreen(
  { origin, cookie }: { readonly origin: string; readonly cookie: string },
  tell: (line: ShownLine) => void,
): Promise<{ close(): void }> {
  const answer = await fetch(`${origin}/api/v1/events`, { headers: { cookie } })
  if (!answer.ok || !answer.body) {
    throw new Error(`the stream of events answered ${answer.status}`)
  }
  const stream = Readable.fromWeb(answer.body as ReadableStream)
  const events = createInterface(stream)
  const heard = new Promise<void>((resolve) => {
    events.on('line', (text) => {
      if (text === 'event: ready') {
        resolve()
      } else if (text.startsWith('data: ')) {
        const { lines = [] } = JSON.parse(text.slice('data: '.length)) as { readonly lines?: readonly ShownLine[] }
        lines.forEach(tell)
      }
    })
  })
  await heard
  return { close: () => void stream.destroy() }
}
