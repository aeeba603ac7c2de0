import { closeBatch } from '../world/webhooks/batches.ts'
import { echoWasTried } from '../world/webhooks/early-echoes.ts'
import { noteFailure, noteSuccess } from '../world/webhooks/failures.ts'
import { nextAttemptAt } from '../world/webhooks/webhooks.ts'
import { type Change, type Delivery, tell, type World } from '../world/world.ts'
import { attempt, type Calls } from './attempt.ts'
import { Line } from './line.ts'

/** Carries webhooks out: at once, several at a time, each retried on its own until the app answers 200. */
export class Courier {
  readonly #world: World
  readonly #ready = new Line()
  readonly #timers = new Map<string, NodeJS.Timeout>()
  readonly #underWay = new Map<string, Promise<void>>()
  /** Delivery id → those that leave right after it. */
  readonly #held = new Map<string, Delivery[]>()
  readonly #calls: Calls = { cuts: new Set(), isOver: false }
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
    this.#forgetPlans()
    this.#calls.isOver = true
    for (const cut of this.#calls.cuts) {
      cut()
    }
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
    this.#forgetPlans()
    for (const delivery of this.#world.state.deliveries.values()) {
      if (!this.#underWay.has(delivery.id)) {
        this.#plan(delivery)
      }
    }
  }

  #plan(delivery: Delivery): void {
    const { deliveries } = this.#world.state
    this.#forgetTimer(delivery.id)
    if (delivery.heldBehind !== undefined && deliveries.has(delivery.heldBehind)) {
      this.#held.set(delivery.heldBehind, [...(this.#held.get(delivery.heldBehind) ?? []), delivery])
      return
    }
    const waitMs = delivery.dueAt - this.#world.clock.now()
    if (waitMs > 0) {
      this.#timers.set(
        delivery.id,
        setTimeout(() => this.#plan(delivery), Math.min(waitMs, LONGEST_TIMER)),
      )
    } else {
      this.#hurry(delivery)
    }
  }

  #hurry(delivery: Delivery): void {
    this.#forgetTimer(delivery.id)
    this.#ready.push(delivery)
    this.#pump()
  }

  #pump(): void {
    const { settings, deliveries } = this.#world.state
    while (!this.#calls.isOver && this.#underWay.size < settings.webhookConcurrency) {
      const next = this.#ready.shift()
      if (!next) {
        return
      }
      if (deliveries.has(next.id) && !this.#underWay.has(next.id)) {
        closeBatch(this.#world, next)
        this.#underWay.set(next.id, this.#carry(next))
      }
    }
  }

  async #carry(delivery: Delivery): Promise<void> {
    const wasTaken = await attempt(this.#world, delivery, this.#calls)
    this.#underWay.delete(delivery.id)
    echoWasTried(this.#world, delivery.id)
    if (!this.#calls.isOver) {
      this.#settle(delivery, wasTaken)
      this.#letGo(delivery.id)
      this.#pump()
    }
  }

  #settle(delivery: Delivery, wasTaken: boolean): void {
    const { deliveries } = this.#world.state
    if (wasTaken) {
      noteSuccess(this.#world, delivery)
    }
    const due = wasTaken ? undefined : this.#dueAgain(delivery)
    if (due === undefined) {
      deliveries.delete(delivery.id)
    } else if (deliveries.has(delivery.id)) {
      delivery.dueAt = due
      this.#plan(delivery)
    }
    tell(this.#world, { type: 'state' })
  }

  #dueAgain(delivery: Delivery): number | undefined {
    const { state, clock } = this.#world
    if (delivery.spoil?.isRetried === false) {
      return undefined
    }
    const due = nextAttemptAt(delivery, clock.now(), state.settings)
    if (delivery.isMessaging !== true) {
      return due
    }
    const limit = noteFailure(this.#world, delivery)
    return due === undefined || limit === undefined ? undefined : Math.min(due, limit)
  }

  /** What was to leave after this one leaves now, whether it was taken or not. */
  #letGo(id: string): void {
    const held = this.#held.get(id) ?? []
    this.#held.delete(id)
    for (const delivery of held) {
      if (delivery.heldBehind === id) {
        delivery.heldBehind = undefined
        this.#plan(delivery)
      }
    }
  }

  #forgetTimer(id: string): void {
    const timer = this.#timers.get(id)
    if (timer) {
      clearTimeout(timer)
      this.#timers.delete(id)
    }
  }

  #forgetPlans(): void {
    for (const timer of this.#timers.values()) {
      clearTimeout(timer)
    }
    this.#timers.clear()
    this.#held.clear()
    this.#ready.clear()
  }
}

/** setTimeout takes no more; the clock is asked again then. */
const LONGEST_TIMER = 2 ** 31 - 1
