import { beforeEach } from 'vitest'
import type { SandboxOptions } from '../start.ts'
import { type Box, openBox } from './box.ts'
import { type Ear, openEar } from './ear.ts'
import { env } from './graph.ts'

type HeardBox = { readonly box: Box; readonly app: Ear; it(name: string): string }

/** For each test of a file a sandbox of its own with an app that hears of everything, or of these `fields`. */
export function useHeardBox({ fields, ...options }: SandboxOptions & { readonly fields?: string } = {}): HeardBox {
  let box: Box
  let app: Ear
  beforeEach(async () => {
    box = await openBox(options)
    app = await openEar(box, fields)
    return async () => {
      await box.close()
      await app.close()
    }
  })
  return { box: standIn(() => box), app: standIn(() => app), it: (name) => env(box, name) }
}

/** Is in every test what belongs to that test, so that a file names it once. */
function standIn<Thing extends object>(current: () => Thing): Thing {
  return new Proxy({} as Thing, { get: (_nothing, name) => current()[name as keyof Thing] })
}
