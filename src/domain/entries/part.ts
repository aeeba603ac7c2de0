/** What can stand beside the words of a message. Addresses are the channel's own: no browser ever gets one of a picture or a file. */
export type Part =
  | FilePart
  | { readonly kind: 'location'; readonly title?: string | undefined; readonly latitude: number; readonly longitude: number }
  /** A link with what the channel knows of it. Without address and title: the channel had nothing of it. */
  | { readonly kind: 'link'; readonly url?: string | undefined; readonly title?: string | undefined }
  | {
      readonly kind: 'shared'
      readonly what: 'post' | 'reel'
      readonly id?: string | undefined
      readonly url?: string | undefined
      readonly title?: string | undefined
    }
  | { readonly kind: 'product'; readonly products: readonly Product[] }
  | { readonly kind: 'template'; readonly title?: string | undefined; readonly cards: readonly Card[]; readonly buttons: readonly Button[] }
  /** Answers that we offered to tap, while nothing was said since. */
  | { readonly kind: 'choices'; readonly titles: readonly string[] }
  /** Something that was offered was tapped: an answer, a button, an entry of the menu or a command. */
  | { readonly kind: 'tap'; readonly how: TapKind; readonly title: string; readonly payload?: string | undefined }
  | ({ readonly kind: 'referral' } & Referral)
  | { readonly kind: 'order'; readonly products: readonly OrderedProduct[]; readonly note?: string | undefined }
  /** How somebody found it: stars, or whether they recommend it. */
  | { readonly kind: 'rating'; readonly stars?: number | undefined; readonly isRecommended?: boolean | undefined }
  /** The channel passes it on to no program. */
  | { readonly kind: 'unsupported' }

export type FileKind = 'picture' | 'video' | 'audio' | 'voice' | 'file' | 'sticker'

/** `url` is undefined where the channel told none. */
type FilePart = {
  readonly kind: 'file'
  readonly what: FileKind
  readonly url: string | undefined
  readonly name?: string | undefined
  readonly stickerId?: string | undefined
}

type TapKind = 'quick-reply' | 'postback' | 'command'

export type Product = {
  readonly id?: string | undefined
  readonly retailerId?: string | undefined
  readonly title?: string | undefined
  readonly subtitle?: string | undefined
  readonly pictureUrl?: string | undefined
}

export type OrderedProduct = Product & {
  readonly quantity?: number | undefined
  readonly price?: string | undefined
  readonly currency?: string | undefined
}

export type Button = { readonly title: string; readonly url?: string | undefined }

export type Card = {
  readonly title?: string | undefined
  readonly subtitle?: string | undefined
  readonly url?: string | undefined
  readonly pictureUrl?: string | undefined
  readonly buttons: readonly Button[]
}

/** What led the person here: an ad, a link, a product of the shop. */
export type Referral = {
  readonly source?: string | undefined
  readonly type?: string | undefined
  readonly ref?: string | undefined
  readonly adId?: string | undefined
  readonly adTitle?: string | undefined
  readonly pictureUrl?: string | undefined
  readonly videoUrl?: string | undefined
  readonly postId?: string | undefined
  readonly productId?: string | undefined
  readonly flowId?: string | undefined
  readonly refererUrl?: string | undefined
}

/** A file that is to be kept: what was sent as such, or the picture of a card, a product or an ad. */
export type WantedFile = {
  /** Its place among all that the message could have of them, so that it tells whose picture it is. */
  readonly position: number
  readonly what: FileKind
  readonly url: string | undefined
  readonly name: string | undefined
}

/** The files of a message, by their places. */
export function filesOf(parts: readonly Part[]): WantedFile[] {
  return parts
    .flatMap(placesOf)
    .map((place, position) => ({ ...place, position }))
    .filter(({ url, isSent }) => isSent || url !== undefined)
    .map(({ position, what, url, name }) => ({ position, what, url, name }))
}

type Place = Omit<WantedFile, 'position'> & { readonly isSent: boolean }

type Plain = Extract<Part, { readonly kind: 'location' | 'link' | 'shared' | 'choices' | 'tap' | 'rating' | 'unsupported' }>

/** Where files of this part may stand: itself, or one picture of each card or product. */
export function placesOf(part: Part): readonly Place[] {
  switch (part.kind) {
    case 'file':
      return [{ what: part.what, url: part.url, name: part.name, isSent: true }]
    case 'product':
    case 'order':
      return part.products.map(pictureOf)
    case 'template':
      return part.cards.map(pictureOf)
    case 'referral':
      return [pictureOf(part)]
    default:
      part satisfies Plain
      return []
  }
}

function pictureOf({ pictureUrl }: { readonly pictureUrl?: string | undefined }): Place {
  return { what: 'picture', url: pictureUrl, name: undefined, isSent: false }
}
