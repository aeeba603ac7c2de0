import { note } from '../world/journal.ts'
import type { World } from '../world/world.ts'

/** What to fetch, and how much of it in what time (real time, not the world's). */
export type Wanted = { readonly url: string; readonly limitBytes: number; readonly timeoutMs: number }

export type Fetched =
  | { readonly name: string; readonly mimeType: string; readonly bytes: Uint8Array }
  | { readonly failure: 'unreachable' | 'too-big' | 'too-late' }

/** Fetches a file as Facebook does for `payload.url`: really, over HTTP, redirects followed, loopback too. The journal shows it. */
export async function fetchMedia(world: World, wanted: Wanted): Promise<Fetched> {
  const began = performance.now()
  const fetched = await tried(wanted)
  note(world, {
    direction: 'out',
    method: 'GET',
    path: wanted.url,
    label: 'file',
    tookMs: Math.round(performance.now() - began),
    outcome: 'failure' in fetched ? fetched.failure : `${fetched.bytes.length} bytes of ${fetched.mimeType || 'no type'}`,
  })
  return fetched
}

async function tried({ url, limitBytes, timeoutMs }: Wanted): Promise<Fetched> {
  const protocol = URL.parse(url)?.protocol
  if (protocol !== 'http:' && protocol !== 'https:') {
    return { failure: 'unreachable' }
  }
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(url, { signal, headers: { 'user-agent': 'facebookexternalua', accept: '*/*' } })
    if (!response.ok || !response.body) {
      await response.body?.cancel()
      return { failure: 'unreachable' }
    }
    const bytes = await readUpTo(response.body, limitBytes)
    return bytes ? { name: nameOf(response), mimeType: typeOf(response), bytes } : { failure: 'too-big' }
  } catch {
    // No answer, a broken answer or a bad certificate are expected here: each is an answer to whoever sends the address.
    return { failure: signal.aborted ? 'too-late' : 'unreachable' }
  }
}

/** Undefined when there is more than the limit; the rest is not read. */
async function readUpTo(body: ReadableStream<Uint8Array>, limitBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    size += chunk.length
    if (size > limitBytes) {
      return undefined
    }
  }
  return Buffer.concat(chunks)
}

function typeOf(response: Response): string {
  return (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}

/** As `content-disposition` says, else the end of the address. */
function nameOf(response: Response): string {
  const given = /filename="?([^";]+)"?/i.exec(response.headers.get('content-disposition') ?? '')?.[1]
  const last = new URL(response.url).pathname.split('/').at(-1) ?? ''
  return given ?? (last === '' ? 'file' : decodeSafely(last))
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A stray % in a name is no reason to refuse a file.
    return text
  }
}
