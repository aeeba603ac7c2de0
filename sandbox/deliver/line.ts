import type { Delivery } from '../world/world.ts'

/** First in, first out, without moving the whole line at every step. */
export class Line {
  #waiting: Delivery[] = []
  #next = 0

  push(delivery: Delivery): void {
    this.#waiting.push(delivery)
  }

  shift(): Delivery | undefined {
    const first = this.#waiting[this.#next]
    this.#next += 1
    if (first === undefined || this.#next > 1024) {
      this.#waiting = first === undefined ? [] : this.#waiting.slice(this.#next)
      this.#next = 0
    }
    return first
  }

  clear(): void {
    this.#waiting = []
    this.#next = 0
  }
}
