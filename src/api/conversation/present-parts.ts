import type { Attachment } from '#storage/files/attachment-row.ts'
import type { Files } from '#storage/said-files.ts'
import {
  placesOf,
  type Button,
  type Card,
  type FileKind,
  type OrderedProduct,
  type Part,
  type Product,
  type Referral,
} from '#domain/entries/part.ts'
import type { Summary } from '#domain/entries/summary.ts'
import type { FilePart, MessagePart, PartSummary } from '../contract/message-parts.ts'
import { presentFile, presentNoFile } from '../files/present.ts'
import { orNull } from '../server/or-null.ts'

/** What stands beside words, in one line. */
export function presentSummary(summary: Summary): PartSummary[] {
  return summary.map(({ what, count, name }) => ({ what, count, name: name ?? null, durationMs: null }))
}

/** The files of a message, by their places in it. */
type FilesOf = { readonly files: Files; readonly lineId: string }

/** The parts of a message, each picture and file as the desk has it. */
export function presentParts(parts: readonly Part[], { files, lineId }: FilesOf): MessagePart[] {
  let first = 0
  return parts.map((part) => {
    const places = placesOf(part)
    const shown = places.map((place, index) =>
      place.isSent || place.url !== undefined ? presentFileOf(place, { attachment: files.get(first + index), lineId }) : null,
    )
    first += places.length
    return presentPart(part, shown)
  })
}

function presentPart(part: Part, pictures: readonly (FilePart | null)[]): MessagePart | FilePart {
  switch (part.kind) {
    case 'file':
      return pictures[0] as FilePart
    case 'product':
      return { part: part.kind, products: part.products.map((product, place) => presentProduct(product, pictures[place])) }
    case 'order':
      return {
        part: part.kind,
        products: part.products.map((product, place) => presentOrdered(product, pictures[place])),
        note: orNull(part.note),
      }
    case 'template': {
      const cards = part.cards.map((card, place) => presentCard(card, pictures[place]))
      return { part: part.kind, title: orNull(part.title), cards, buttons: part.buttons.map(presentButton) }
    }
    case 'referral':
      return { part: part.kind, ...presentReferral(part), picture: pictures[0] ?? null }
    default:
      return presentPlain(part)
  }
}

type Pictured = Extract<Part, { readonly kind: 'file' | 'product' | 'order' | 'template' | 'referral' }>

/** A part without a file or a picture. */
function presentPlain(part: Exclude<Part, Pictured>): MessagePart {
  switch (part.kind) {
    case 'location':
      return { part: part.kind, title: orNull(part.title), latitude: part.latitude, longitude: part.longitude }
    case 'link':
      return { part: part.kind, url: orNull(part.url), title: orNull(part.title) }
    case 'shared':
      return { part: part.kind, what: part.what, id: orNull(part.id), url: orNull(part.url), title: orNull(part.title) }
    case 'choices':
      return { part: part.kind, titles: [...part.titles] }
    case 'tap':
      return { part: part.kind, how: part.how, title: part.title, payload: orNull(part.payload) }
    case 'rating':
      return { part: part.kind, stars: orNull(part.stars), isRecommended: orNull(part.isRecommended) }
    case 'unsupported':
      return { part: part.kind }
  }
}

/** The picture of what led somebody here by itself; null where it has none. */
export function presentPictureOf({ pictureUrl }: Referral, { files, lineId }: FilesOf): FilePart | null {
  const place = { what: 'picture', name: undefined, url: pictureUrl } as const
  return pictureUrl === undefined ? null : presentFileOf(place, { attachment: files.get(0), lineId })
}

/** What led somebody here: its picture stands beside it. */
export function presentReferral(referral: Referral) {
  const { source, type, ref, adId, adTitle, postId, productId, refererUrl } = referral
  return {
    source: orNull(source),
    type: orNull(type),
    ref: orNull(ref),
    adId: orNull(adId),
    adTitle: orNull(adTitle),
    postId: orNull(postId),
    productId: orNull(productId),
    refererUrl: orNull(refererUrl),
  }
}

type Known = { readonly attachment: Attachment | undefined; readonly lineId: string }

/** As the desk has it. What it noted nothing of is gone, under the line's own id. */
function presentFileOf(
  { what, name, url }: { readonly what: FileKind; readonly name: string | undefined; readonly url: string | undefined },
  { attachment, lineId }: Known,
): FilePart {
  return attachment
    ? presentFile(attachment)
    : presentNoFile({ id: lineId, what, name, reason: url === undefined ? 'no-address' : 'no-copy' })
}

function presentProduct({ id, retailerId, title, subtitle }: Product, picture: FilePart | null = null) {
  return { id: orNull(id), retailerId: orNull(retailerId), title: orNull(title), subtitle: orNull(subtitle), picture }
}

function presentOrdered(product: OrderedProduct, picture: FilePart | null = null) {
  const { quantity, price, currency } = product
  return { ...presentProduct(product, picture), quantity: orNull(quantity), price: orNull(price), currency: orNull(currency) }
}

function presentCard({ title, subtitle, url, buttons }: Card, picture: FilePart | null = null) {
  return { title: orNull(title), subtitle: orNull(subtitle), url: orNull(url), picture, buttons: buttons.map(presentButton) }
}

function presentButton({ title, url }: Button) {
  return { title, url: orNull(url) }
}
