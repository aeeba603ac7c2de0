import type { MessagePart } from '../../api/types.ts'

/** What Facebook told of the way that led somebody here. */
export type Referral = Omit<Extract<MessagePart, { readonly part: 'referral' }>, 'part'>

export type OriginWords = {
  readonly kind: 'ad' | 'link' | 'website' | 'product'
  readonly lead: string
  readonly title: string
  readonly more: string | undefined
  /** Where it can be seen on Facebook, with what the link is called. */
  readonly seen: { readonly label: string; readonly href: string } | undefined
}

/** The sources as Facebook calls them (Messenger Platform docs, referral and postback events, seen 2026-11). */
export function originWords(referral: Referral): OriginWords {
  const { productId, refererUrl, source } = referral
  const more = moreWords(referral)
  const kind = kindOf(referral)
  switch (kind) {
    case 'ad':
      return { kind, lead: 'Came from an ad', more, ...adWords(referral) }
    case 'product':
      return { kind, lead: 'Asked about a product', title: `Product ${productId ?? ''}`.trim(), more, seen: undefined }
    case 'website':
      return { kind, lead: 'Came from your website', title: refererUrl ?? 'The chat on your website', more, seen: undefined }
    case 'link':
      return { kind, lead: 'Came from a link', title: linkTitle(source), more, seen: undefined }
  }
}

/** What an ad showed may be gone, which says nothing about what it led to. */
function moreWords({ ref, picture }: Referral): string | undefined {
  const words = [
    ...(ref === null || ref === '' ? [] : [`Reference: ${ref}`]),
    ...(picture?.state === 'gone' ? ['The ad’s picture is no longer available'] : []),
  ]
  return words.length === 0 ? undefined : words.join(' · ')
}

function adWords({ adId, adTitle, postId }: Referral) {
  return {
    title: adTitle ?? (adId === null ? 'An ad on Facebook' : `Ad ${adId}`),
    seen: postId === null ? undefined : { label: 'Open the ad on Facebook', href: facebookAddress(postId) },
  }
}

function kindOf({ source, adId, adTitle, productId }: Referral): OriginWords['kind'] {
  if (source === 'ADS' || adId !== null || adTitle !== null) {
    return 'ad'
  }
  if (source === 'CUSTOMER_CHAT_PLUGIN') {
    return 'website'
  }
  return productId === null ? 'link' : 'product'
}

function linkTitle(source: string | null): string {
  switch (source) {
    case 'SHORTLINK':
    case null:
      return 'A link to Messenger'
    case 'MESSENGER_CODE':
      return 'A Messenger code'
    default:
      return `A link to Messenger (${source.toLowerCase().replaceAll('_', ' ')})`
  }
}

export function facebookAddress(id: string): string {
  return `https://www.facebook.com/${encodeURIComponent(id)}`
}
