import type { MessagePart } from '../../api/types.ts'
import { webAddress } from './web-address.ts'

type Place = Pick<Extract<MessagePart, { readonly part: 'location' }>, 'latitude' | 'longitude'>
type Ordered = Extract<MessagePart, { readonly part: 'order' }>['products'][number]

/** "45.4523, 9.2075": ten metres are near enough. */
export function placeWords({ latitude, longitude }: Place): string {
  return `${shortened(latitude)}, ${shortened(longitude)}`
}

/** A map that asks for no account and knows nobody. */
export function placeAddress({ latitude, longitude }: Place): string {
  const [lat, lon] = [shortened(latitude), shortened(longitude)]
  return `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=17/${lat}/${lon}`
}

function shortened(degrees: number): string {
  return String(Number(degrees.toFixed(4)))
}

/** "Open on Facebook", by where the address leads; undefined where it is none that a browser may open. */
export function opensWords(address: string | null): string | undefined {
  const host = webAddress(address)?.host
  if (host === undefined) {
    return undefined
  }
  return /(?:^|\.)(?:facebook\.com|fb\.com|fb\.watch)$/u.test(host) ? 'Open on Facebook' : `Open on ${host}`
}

/** "2 × Rain cover, 89 EUR". */
export function orderedWords({ id, retailerId, title, quantity, price, currency }: Ordered): string {
  const what = title ?? `Product ${retailerId ?? id ?? ''}`.trim()
  const counted = quantity === null ? what : `${quantity} × ${what}`
  return price === null ? counted : `${counted}, ${price}${currency === null ? '' : ` ${currency}`}`
}
