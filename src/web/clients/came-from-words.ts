import type { Client } from '../api/types.ts'
import { originWords } from '../conversation/parts/origin-words.ts'

type CameFrom = NonNullable<Client['cameFrom']>

/** "Ad “Cargo bikes for city families”", "m.me link", "Messenger code"; with the reference that came along. */
export function cameFromWords(cameFrom: CameFrom): { readonly title: string; readonly reference: string | undefined } {
  const { source, adTitle, adId, productId, ref } = cameFrom
  const reference = ref === null || ref === '' ? undefined : ref
  const { kind, title } = originWords({ ...cameFrom, picture: null })
  switch (kind) {
    case 'ad':
      return { title: adTitle === null ? (adId === null ? 'An ad on Facebook' : `Ad ${adId}`) : `Ad “${adTitle}”`, reference }
    case 'product':
      return { title: `Product ${productId ?? ''} of your shop`, reference }
    case 'website':
      return { title: 'The chat on your website', reference }
    case 'link':
      return { title: source === 'SHORTLINK' ? 'm.me link' : title, reference }
  }
}
