/** One body on its way in. */
type Holding = {
  /** Counts bytes that have come. May cut this body or others, before it returns. */
  add(bytes: number): void
  /** It is whole or gone: its bytes are somebody else's to count. */
  release(): void
}

/** How many bytes all bodies that are on their way in may hold together. */
export type BodyBudget = {
  hold(network: string, cut: () => void): Holding
  readonly heldBytes: () => number
}

/** Thirty-two of the largest deliveries, or a hundred thousand usual ones, at the same moment. */
const MAX_HELD_BYTES = 32 * 1024 * 1024

/**
 * Nobody has proved who they are while their body still comes, so what all of them hold is bounded in common. Past the
 * bound the network that holds most gives back its oldest body, and so on: a delivery of Facebook's is small and whole
 * within milliseconds, and is never the one, however many strangers hold however much.
 */
export function createBodyBudget(maxBytes = MAX_HELD_BYTES): BodyBudget {
  return new Budget(maxBytes)
}

type Held = { readonly network: Network; readonly cut: () => void; bytes: number }
type Network = { bytes: number; readonly bodies: Set<Held> }

class Budget implements BodyBudget {
  readonly #maxBytes: number
  readonly #networks = new Map<string, Network>()
  #heldBytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  readonly heldBytes = (): number => this.#heldBytes

  hold(name: string, cut: () => void): Holding {
    const network = this.#networks.get(name) ?? { bytes: 0, bodies: new Set() }
    this.#networks.set(name, network)
    const held: Held = { network, cut, bytes: 0 }
    network.bodies.add(held)
    return {
      add: (bytes) => {
        if (network.bodies.has(held)) {
          this.#count(held, bytes)
          this.#makeRoom()
        }
      },
      release: () => this.#release(held, name),
    }
  }

  #count(held: Held, bytes: number): void {
    held.bytes += bytes
    held.network.bytes += bytes
    this.#heldBytes += bytes
  }

  #makeRoom(): void {
    while (this.#heldBytes > this.#maxBytes) {
      const greediest = [...this.#networks.values()].reduce((most, network) => (network.bytes > most.bytes ? network : most))
      const oldest = [...greediest.bodies].find(({ bytes }) => bytes > 0)
      if (!oldest) {
        return
      }
      // Its reader lets go of the bytes and releases what it held.
      oldest.cut()
    }
  }

  #release(held: Held, name: string): void {
    if (!held.network.bodies.delete(held)) {
      return
    }
    this.#count(held, -held.bytes)
    if (held.network.bodies.size === 0) {
      this.#networks.delete(name)
    }
  }
}
