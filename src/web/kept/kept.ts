type Listener = () => void

/** What the browser offers for keeping: `localStorage`, and word of what other tabs change in it (no name: all of it). */
export type KeepingPlace = { readonly storage: () => Storage; readonly onForeignChange: (listener: (name: string | null) => void) => void }

/**
 * Texts that outlive a reload, a crash and a lost connection, one item each: no tab ever writes over what another one
 * holds. What the browser refuses to store (it is full, or storing is forbidden) is held by this tab alone.
 */
export class Kept {
  readonly #place: KeepingPlace
  readonly #onlyHere = new Map<string, string>()
  readonly #listeners = new Map<Listener, string>()
  #isListening = false

  constructor(place: KeepingPlace) {
    this.#place = place
  }

  read(name: string): string | undefined {
    return this.#onlyHere.get(name) ?? this.#ask((storage) => storage.getItem(name)) ?? undefined
  }

  /** Whether it outlives this tab. */
  write(name: string, text: string): boolean {
    const isStored = this.#ask((storage) => {
      storage.setItem(name, text)
      return true
    })
    if (isStored === true) {
      this.#onlyHere.delete(name)
    } else {
      this.#onlyHere.set(name, text)
    }
    this.#announce(name)
    return isStored === true
  }

  remove(name: string): void {
    this.#onlyHere.delete(name)
    this.#ask((storage) => storage.removeItem(name))
    this.#announce(name)
  }

  /** Every item whose name begins so. */
  all(prefix: string): ReadonlyMap<string, string> {
    const names = this.#ask((storage) => Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')) ?? []
    const found = new Map<string, string>()
    for (const name of [...names, ...this.#onlyHere.keys()].filter((each) => each.startsWith(prefix))) {
      const text = this.read(name)
      if (text !== undefined) {
        found.set(name, text)
      }
    }
    return found
  }

  isOnlyHere(name: string): boolean {
    return this.#onlyHere.has(name)
  }

  /** Calls after each change of an item whose name begins so, in this tab or in another. */
  subscribe(prefix: string, listener: Listener): () => void {
    this.#listeners.set(listener, prefix)
    if (!this.#isListening) {
      this.#isListening = true
      this.#place.onForeignChange((name) => this.#announce(name))
    }
    return () => this.#listeners.delete(listener)
  }

  #announce(name: string | null): void {
    for (const [listener, prefix] of this.#listeners) {
      if (name === null || name.startsWith(prefix)) {
        listener()
      }
    }
  }

  /** Storing may be forbidden, or its place be full: then the answer is none, and the text stays in this tab. */
  #ask<Answer>(question: (storage: Storage) => Answer): Answer | undefined {
    try {
      return question(this.#place.storage())
    } catch (failure) {
      if (failure instanceof DOMException) {
        return undefined
      }
      throw failure
    }
  }
}

/** The one of this tab. It asks for `window` late, so that importing this file needs no browser. */
export const kept = new Kept({
  storage: () => window.localStorage,
  onForeignChange: (listener) => window.addEventListener('storage', ({ key }) => listener(key)),
})
