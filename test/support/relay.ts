import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A stretch of network in front of a server, which can be cut or fall silent. */
export type Relay = {
  readonly port: number
  /** Resets every connection (TCP RST to both ends), as a firewall that restarts does. New ones pass. Answers with how many. */
  reset(): number
  /** Every connection stays open and nothing passes any more, as when a host loses its power. New ones pass: another took its address. */
  silence(): number
  /** As `silence`, and new connections are silent too, until `hear`. */
  deafen(): void
  hear(): void
  /** Nothing passes for a while, on old and new connections, and nothing is lost: as a machine that is frozen, until `resume`. */
  pause(): void
  resume(): void
  close(): Promise<void>
}

type Pair = { readonly near: Socket; readonly far: Socket }

export async function openRelay(targetPort: number): Promise<Relay> {
  const pairs = new Set<Pair>()
  const silent = new Set<Pair>()
  let isDeaf = false
  let isPaused = false
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1')
    const pair = { near, far }
    pairs.add(pair)
    for (const [from, to] of [[near, far] as const, [far, near] as const]) {
      from.setNoDelay(true)
      from.on('data', (chunk: Buffer) => void (silent.has(pair) || to.write(chunk)))
      // What broke one side breaks the other, unless nothing passes.
      from.on('error', () => undefined)
      from.on('close', () => {
        pairs.delete(pair)
        if (!silent.has(pair)) {
          to.destroy()
        }
      })
    }
    if (isDeaf) {
      silent.add(pair)
    }
    if (isPaused) {
      near.pause()
      far.pause()
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()

  function silence(): number {
    pairs.forEach((pair) => silent.add(pair))
    return pairs.size
  }

  return {
    port: typeof address === 'object' && address ? address.port : 0,
    reset: () => {
      const all = [...pairs]
      for (const { near, far } of all) {
        near.resetAndDestroy()
        far.resetAndDestroy()
      }
      return all.length
    },
    silence,
    deafen: () => {
      isDeaf = true
      silence()
    },
    hear: () => {
      isDeaf = false
    },
    pause: () => {
      isPaused = true
      pairs.forEach(({ near, far }) => [near, far].forEach((end) => end.pause()))
    },
    resume: () => {
      isPaused = false
      pairs.forEach(({ near, far }) => [near, far].forEach((end) => end.resume()))
    },
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const { near, far } of [...pairs, ...silent]) {
        near.destroy()
        far.destroy()
      }
      await closed
    },
  }
}
