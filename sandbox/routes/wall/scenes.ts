import { createHash } from 'node:crypto'
import { png, type Rgb } from '../pages/png.ts'

const SIZE = 480
const drawn = new Map<string, Buffer>()

/** A picture of hills, a sun and flowers for a wall; always the same for the same id. */
export function scene(id: string): Buffer {
  const known = drawn.get(id)
  if (known) {
    return known
  }
  const picture = png(SIZE, painter(createHash('sha256').update(id).digest()))
  drawn.set(id, picture)
  return picture
}

type Flower = { readonly x: number; readonly y: number; readonly radius: number; readonly colour: Rgb }

const PETALS: readonly Rgb[] = [
  [233, 99, 116],
  [244, 174, 86],
  [178, 118, 204],
  [250, 236, 200],
]

function painter(hash: Uint8Array): (x: number, y: number) => Rgb {
  const at = (index: number) => (hash[index] ?? 0) / 255
  const sky: Rgb = [150 + at(0) * 60, 190 + at(1) * 30, 225]
  const hill: Rgb = [70 + at(2) * 40, 130 + at(3) * 40, 84]
  const meadow: Rgb = [46 + at(4) * 30, 104 + at(5) * 40, 62]
  const sun = { x: 0.2 + at(6) * 0.6, y: 0.16 + at(7) * 0.14 }
  const flowers = Array.from({ length: 9 }, (_, index): Flower => {
    const colour = PETALS[(hash[index + 8] ?? 0) % PETALS.length] ?? [255, 255, 255]
    return { x: 0.08 + index * 0.105, y: 0.7 + at(index + 17) * 0.22, radius: 0.03 + at(index + 9) * 0.025, colour }
  })
  return (x, y) => {
    const flower = flowers.find((each) => isPetal(each, x, y))
    if (flower) {
      return Math.hypot(x - flower.x, y - flower.y) < flower.radius * 0.35 ? [246, 210, 96] : flower.colour
    }
    if (y > 0.62 + 0.04 * Math.sin(x * 7 + at(28) * 6)) {
      return meadow
    }
    if (y > 0.48 + 0.09 * Math.sin(x * 4 + at(29) * 6)) {
      return hill
    }
    return Math.hypot(x - sun.x, y - sun.y) < 0.085 ? [255, 226, 150] : sky
  }
}

/** Six petals around the middle. */
function isPetal({ x, y, radius }: Flower, atX: number, atY: number): boolean {
  if (Math.abs(atX - x) > radius || Math.abs(atY - y) > radius) {
    return false
  }
  const distance = Math.hypot(atX - x, atY - y)
  const angle = Math.atan2(atY - y, atX - x)
  return distance < radius * (0.72 + 0.28 * Math.cos(angle * 6))
}
