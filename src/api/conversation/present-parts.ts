import type { Attachment } from '#storage/files/attachment-row.ts'
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
import type { FilePart, MessagePart } from '../contract/message-parts.ts'

/** The files of a message, by their places in it. */
type FilesOf = { readonly files: ReadonlyMap<number, Attachment>; readonly entryId: string }

/** The parts of a message, each picture and file as the desk has it. */
export function presentParts(parts: readonly Part[], { files, entryId }: FilesOf): MessagePart[] {
  let first = 0
  return parts.map((part) => {
    const places = placesOf(part)
    const shown = places.map((place, index) =>
      place.isSent || place.url !== undefined ? presentFile(place, { attachment: files.get(first + index), entryId }) : null,
    )
    first += places.length
    return presentPart(part, shown)
  })
}

function presentPart(part: Part, pictures: readonly (FilePart | null)[]): MessagePart | FilePart {
  switch (part.kind) {
    case 'file':
      return pictures[0] as FilePart
    case 'location':
      return { part: part.kind, title: part.title ?? null, latitude: part.latitude, longitude: part.longitude }
    case 'link':
      return { part: part.kind, url: part.url ?? null, title: part.title ?? null }
    case 'shared':
      return { part: part.kind, what: part.what, id: part.id ?? null, url: part.url ?? null, title: part.title ?? null }
    case 'product':
      return { part: part.kind, products: part.products.map((product, place) => presentProduct(product, pictures[place])) }
    case 'order':
      return {
        part: part.kind,
        products: part.products.map((product, place) => presentOrdered(product, pictures[place])),
        note: part.note ?? null,
      }
    case 'template': {
      const cards = part.cards.map((card, place) => presentCard(card, pictures[place]))
      return { part: part.kind, title: part.title ?? null, cards, buttons: part.buttons.map(presentButton) }
    }
    case 'tap':
      return { part: part.kind, how: part.how, title: part.title, payload: part.payload ?? null }
    case 'referral':
      return { part: part.kind, ...presentReferral(part, pictures[0]) }
    case 'unsupported':
      return { part: part.kind }
  }
}

/** What led somebody here, as it stands in a message or in a note. */
export function presentReferral(referral: Referral, picture: FilePart | null = null) {
  const { source, type, ref, adId, adTitle, postId, productId, refererUrl } = referral
  return {
    source: source ?? null,
    type: type ?? null,
    ref: ref ?? null,
    adId: adId ?? null,
    adTitle: adTitle ?? null,
    picture,
    postId: postId ?? null,
    productId: productId ?? null,
    refererUrl: refererUrl ?? null,
  }
}

type Known = { readonly attachment: Attachment | undefined; readonly entryId: string }

/** As the desk has it. What it noted no file of (a channel told no address that leads anywhere) is gone, under the message's own id. */
function presentFile(
  { what, name }: { readonly what: FileKind; readonly name: string | undefined },
  { attachment, entryId }: Known,
): FilePart {
  const file = attachment?.file
  return {
    part: 'file',
    id: attachment?.id ?? entryId,
    what,
    name: attachment?.name ?? name ?? null,
    type: file?.type ?? null,
    size: file?.size ?? null,
    width: file?.width ?? null,
    height: file?.height ?? null,
    durationMs: file?.durationMs ?? null,
    state: attachment?.state ?? 'gone',
    reason: attachment?.reason ?? null,
    nextTryAt: attachment?.nextTryAt?.toISOString() ?? null,
    url: null,
    previewUrl: null,
  }
}

function presentProduct({ id, retailerId, title, subtitle }: Product, picture: FilePart | null = null) {
  return { id: id ?? null, retailerId: retailerId ?? null, title: title ?? null, subtitle: subtitle ?? null, picture }
}

function presentOrdered(product: OrderedProduct, picture: FilePart | null = null) {
  const { quantity, price, currency } = product
  return { ...presentProduct(product, picture), quantity: quantity ?? null, price: price ?? null, currency: currency ?? null }
}

function presentCard({ title, subtitle, url, buttons }: Card, picture: FilePart | null = null) {
  return { title: title ?? null, subtitle: subtitle ?? null, url: url ?? null, picture, buttons: buttons.map(presentButton) }
}

function presentButton({ title, url }: Button) {
  return { title, url: url ?? null }
}
