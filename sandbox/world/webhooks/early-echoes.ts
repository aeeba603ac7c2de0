import type { World } from '../world.ts'

/** An echo that has to be answered before the send is: message id → the wait for it. */
type Early = { readonly promise: Promise<void>; readonly resolve: () => void; readonly boundMs: number; readonly waitsFor: Set<string> }

const early = new WeakMap<World, Map<string, Early>>()

/** The answer of the send that made this message waits until the delivery was tried, at most `boundMs`. */
export function echoFirst(world: World, { mid, deliveryId, boundMs }: { mid: string; deliveryId: string; boundMs: number }): void {
  const ofWorld = early.get(world) ?? new Map<string, Early>()
  const { promise, resolve } = Promise.withResolvers<void>()
  const known = ofWorld.get(mid) ?? { promise, resolve, boundMs, waitsFor: new Set() }
  known.waitsFor.add(deliveryId)
  early.set(world, ofWorld.set(mid, known))
}

/** A delivery was tried; the answer that waited for it may go. */
export function echoWasTried(world: World, deliveryId: string): void {
  for (const [mid, { waitsFor, resolve }] of early.get(world) ?? []) {
    if (waitsFor.delete(deliveryId) && waitsFor.size === 0) {
      resolve()
      early.get(world)?.delete(mid)
    }
  }
}

/** What the answer about this message has to wait for; undefined when nothing. */
export function earlyEcho(world: World, mid: string): Promise<void> | undefined {
  const waiting = early.get(world)?.get(mid)
  if (!waiting) {
    return undefined
  }
  return Promise.race([waiting.promise, new Promise<void>((resolve) => setTimeout(resolve, waiting.boundMs).unref())])
}
