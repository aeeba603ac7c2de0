import { createHash } from 'node:crypto'
import { PICTURE_SIZE } from './picture.ts'
import { png, type Rgb } from './png.ts'

const SOFT = 1.5 / PICTURE_SIZE
const drawn = new Map<string, Buffer>()

/** A picture that is always the same for the same id: head and shoulders for a person, a shop front for a Page. */
export function portrait(id: string, kind: 'person' | 'page', size = PICTURE_SIZE): Buffer {
  const known = size === PICTURE_SIZE ? drawn.get(id) : undefined
  if (known) {
    return known
  }
  const hash = createHash('sha256').update(id).digest()
  const hue = ((hash[0] ?? 0) / 256) * 360
  const picture = png(size, kind === 'person' ? person(hue, hash) : shop(hue, hash))
  if (size === PICTURE_SIZE) {
    drawn.set(id, picture)
  }
  return picture
}

function person(hue: number, hash: Uint8Array): (x: number, y: number) => Rgb {
  const wall = colour(hue, 0.45, 0.82)
  const shirt = colour(hue + 150, 0.4, 0.42)
  const skin = colour(26, 0.42, 0.42 + ((hash[1] ?? 0) / 256) * 0.36)
  const hair = colour(24 + (hash[2] ?? 0) / 16, 0.35, 0.16 + ((hash[3] ?? 0) / 256) * 0.3)
  return (x, y) => {
    const shoulders = edge(Math.hypot((x - 0.5) / 0.4, (y - 1.06) / 0.42) - 1)
    const head = edge((Math.hypot((x - 0.5) / 0.185, (y - 0.44) / 0.225) - 1) * 0.2)
    const cap = edge((Math.hypot((x - 0.5) / 0.22, (y - 0.4) / 0.24) - 1) * 0.2)
    return mix(mix(mix(wall, hair, cap), shirt, shoulders), skin, y > 0.36 ? head : 0)
  }
}

function shop(hue: number, hash: Uint8Array): (x: number, y: number) => Rgb {
  const wall = colour(hue, 0.38, 0.34)
  const light = colour(hue + 40, 0.6, 0.9)
  const stripes = 4 + ((hash[1] ?? 0) % 4)
  return (x, y) => {
    const isAwning = y > 0.22 && y < 0.42 + 0.05 * Math.abs(Math.sin(x * stripes * Math.PI))
    const isDoor = x > 0.58 && x < 0.78 && y > 0.56 && y < 0.9
    const isWindow = x > 0.2 && x < 0.5 && y > 0.56 && y < 0.78
    const isBright = isAwning ? Math.floor(x * stripes) % 2 === 0 : isDoor || isWindow
    return isBright ? light : wall
  }
}

/** 1 inside, 0 outside, soft between, so that circles have no stairs. */
function edge(distance: number): number {
  return Math.min(1, Math.max(0, 0.5 - distance / (2 * SOFT)))
}

function mix(under: Rgb, over: Rgb, amount: number): Rgb {
  if (amount === 0 || amount === 1) {
    return amount === 0 ? under : over
  }
  const [r, g, b] = under.map((value, index) => Math.round(value + ((over[index] ?? value) - value) * amount))
  return [r ?? 0, g ?? 0, b ?? 0]
}

function colour(hue: number, saturation: number, lightness: number): Rgb {
  const spread = saturation * Math.min(lightness, 1 - lightness)
  const channel = (offset: number) => {
    const k = (offset + hue / 30) % 12
    return Math.round(255 * (lightness - spread * Math.max(-1, Math.min(k - 3, 9 - k, 1))))
  }
  return [channel(0), channel(8), channel(4)]
}
