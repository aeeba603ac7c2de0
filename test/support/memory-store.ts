import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { FileStore } from '#storage/files/file-store.ts'

type MemoryStore = { -readonly [Verb in keyof FileStore]: FileStore[Verb] } & { readonly kept: Map<string, Buffer> }

/** A store that forgets with the test; what lies there may be put there by hand. */
export function memoryStore(): MemoryStore {
  const kept = new Map<string, Buffer>()
  return {
    kept,
    put: async (files) => {
      for (const { key, path } of files) {
        kept.set(key, await readFile(path))
      }
    },
    open: (key) => Promise.resolve(kept.has(key) ? Readable.from([kept.get(key)]) : undefined),
    remove: async (keys) => keys.forEach((key) => kept.delete(key)),
  }
}
