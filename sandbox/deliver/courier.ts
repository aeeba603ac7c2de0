import { nextAttemptAt } from '../world/webhooks/webhooks.ts'
import { type Change, type Delivery, tell, type World } from '../world/world.ts'
import { attempt } from './attempt.ts'

/** Carries webhooks out: at once, several at a time, each retried on its own until the app answers 200. */
export class Courier {
  readonly #world: World
  readonly #ready: Delivery[] = []
  readonly #timers = new Map<string, NodeJS.Timeout>()
  readonly #underWay = new Map<string, Promise<void>>()
  readonly #stop = new AbortController()
  readonly #listen = (change: Change) => this.#hear(change)

  constructor(world: World) {
    this.#world = world
    world.listeners.add(this.#listen)
    this.#planAll()
  }

  /** Tries everything undelivered at once, whatever its turn, and resolves when each was tried. */
  async flush(): Promise<void> {
    await Promise.all(this.#underWay.values())
    for (const delivery of this.#world.state.deliveries.values()) {
      if (this.#timers.has(delivery.id)) {
        this.#hurry(delivery)
      }
    }
    while (this.#underWay.size > 0) {
      await Promise.race(this.#underWay.values())
    }
  }

  /** Cuts what is under way; it stays undelivered and goes out again after the next start. */
  async close(): Promise<void> {
    this.#world.listeners.delete(this.#listen)
    this.#forgetTimers()
    this.#stop.abort()
    await Promise.all(this.#underWay.values())
  }

  #hear(change: Change): void {
    if (change.type === 'delivery') {
      this.#plan(change.delivery)
    } else if (change.type === 'clock' || change.type === 'reset') {
      this.#planAll()
    }
  }

  /** From the state, which outlives a restart and a reset; the clock may have been moved. */
  #planAll(): void {
    this.#forgetTimers()
    this.#ready.length = 0
    for (const delivery of this.#world.state.deliveries.values()) {
      if (!this.#underWay.has(delivery.id)) {
        this.#plan(delivery)
      }
    }
  }

  #plan(delivery: Delivery): void {
    const waitMs = delivery.dueAt - this.#world.clock.now()
    if (waitMs > 0) {
      this.#timers.set(
        delivery.id,
        setTimeout(() => this.#hurry(delivery), waitMs),
      )
    } else {
      this.#hurry(delivery)
    }
  }

  #hurry(delivery: Delivery): void {
    clearTimeout(this.#timers.get(delivery.id))
    this.#timers.delete(delivery.id)
    this.#ready.push(delivery)
    this.#pump()
  }

  #pump(): void {
    const { settings, deliveries } = this.#world.state
    while (!this.#stop.signal.aborted && this.#underWay.size < settings.webhookConcurrency) {
      const next = this.#ready.shift()
      if (!next) {
        return
      }
      if (deliveries.has(next.id) && !this.#underWay.has(next.id)) {
        this.#underWay.set(next.id, this.#carry(next))
      }
    }
  }

  async #carry(delivery: Delivery): Promise<void> {
    const wasTaken = await attempt(this.#world, delivery, this.#stop.signal)
    this.#underWay.delete(delivery.id)
    if (!this.#stop.signal.aborted) {
      this.#settle(delivery, wasTaken)
      this.#pump()
    }
  }

  #settle(delivery: Delivery, wasTaken: boolean): void {
    const { state, clock } = this.#world
    const due = wasTaken ? undefined : nextAttemptAt(delivery, clock.now(), state.settings)
    if (due === undefined) {
      state.deliveries.delete(delivery.id)
    } else if (state.deliveries.has(delivery.id)) {
      delivery.dueAt = due
      this.#plan(delivery)
    }
    tell(this.#world, { type: 'state' })
  }

  #forgetTimers(): void {
    for (const timer of this.#timers.values()) {
      clearTimeout(timer)
    }
    this.#timers.clear()
  }
}
