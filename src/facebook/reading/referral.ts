import type { Referral } from '#domain/entries/part.ts'
import { addressOf, idOf, isObject, own, textOf, titleOf, without, type JsonObject } from '../json/value.ts'

const KNOWN = ['source', 'type', 'ref', 'ad_id', 'ads_context_data', 'product', 'referer_uri']
const OF_AN_AD = ['ad_title', 'photo_url', 'video_url', 'post_id', 'product_id', 'flow_id']

/**
 * What led a person here: an ad, an m.me link, a product of the shop (Messenger Platform docs, messaging_referrals and messages, 2026-06). It comes
 * by itself, in a message or in a tap. `rest`: what is not understood of it.
 */
export function referralOf(value: JsonObject): { readonly referral: Referral; readonly rest: JsonObject | undefined } {
  const ad = own(value, 'ads_context_data')
  const product = own(value, 'product')
  const referral: Referral = {
    source: titleOf(own(value, 'source')),
    type: titleOf(own(value, 'type')),
    ref: textOf(own(value, 'ref')),
    adId: idOf(own(value, 'ad_id')),
    adTitle: titleOf(own(ad, 'ad_title')),
    pictureUrl: addressOf(own(ad, 'photo_url')),
    videoUrl: addressOf(own(ad, 'video_url')),
    postId: idOf(own(ad, 'post_id')),
    productId: idOf(own(product, 'id')) ?? idOf(own(ad, 'product_id')),
    flowId: idOf(own(ad, 'flow_id')),
    refererUrl: textOf(own(value, 'referer_uri')),
  }
  const [adRest, productRest] = [restOf(ad, OF_AN_AD), restOf(product, ['id'])]
  const rest = {
    ...without(value, KNOWN),
    ...(adRest ? { ads_context_data: adRest } : {}),
    ...(productRest ? { product: productRest } : {}),
  }
  return { referral, rest: Object.keys(rest).length > 0 ? rest : undefined }
}

function restOf(value: unknown, known: readonly string[]): JsonObject | undefined {
  return isObject(value) ? without(value, known) : undefined
}
