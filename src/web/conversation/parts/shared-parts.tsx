import { IconLink } from '@tabler/icons-react'
import type { MessagePart } from '../../api/types.ts'
import { Card } from './card.tsx'
import { facebookAddress } from './origin-words.ts'
import { opensWords, orderedWords, placeAddress, placeWords } from './shared-words.ts'
import { webAddress } from './web-address.ts'

type Of<Part extends MessagePart['part']> = Extract<MessagePart, { readonly part: Part }>

export function LocationPart({ part }: { readonly part: Of<'location'> }) {
  return <Card kind="location" lead="Location" title={part.title} more={`${placeWords(part)} · opens a map`} address={placeAddress(part)} />
}

/** Facebook's title of what it cannot or may not show (events of October 2026). */
const NO_PREVIEW = 'Attachment Unavailable'

/** What Facebook knows of an address. The address itself stands in the words, as a rule. */
export function LinkPart({ part: { url, title } }: { readonly part: Of<'link'> }) {
  const link = webAddress(url)
  if (title === null || title === '' || (url === null && title === NO_PREVIEW)) {
    return link === undefined ? (
      <span className="under">
        <IconLink size={14} aria-hidden="true" />
        Facebook has no preview of this link
      </span>
    ) : (
      <Card kind="link" lead={link.host} title={url} address={url} />
    )
  }
  return <Card kind="link" lead={link?.host ?? 'Link'} title={title} address={url} />
}

export function SharedPart({ part: { what, id, url, title } }: { readonly part: Of<'shared'> }) {
  const address = url ?? (id === null ? null : facebookAddress(id))
  const opens = opensWords(address)
  return (
    <Card
      kind={what}
      lead={what === 'post' ? 'Shared post' : 'Shared reel'}
      title={title ?? (what === 'post' ? 'A post without words' : 'A reel without words')}
      more={opens ?? 'Facebook did not tell where it is'}
      address={address}
    />
  )
}

export function ProductPart({ part: { products } }: { readonly part: Of<'product'> }) {
  return products.map(({ id, retailerId, title, subtitle, picture }, index) => (
    <Card
      key={id ?? index}
      kind="product"
      lead="Product"
      title={title ?? (id === null ? 'A product of your shop' : `Product ${id}`)}
      more={[subtitle, retailerId].filter((told) => told !== null && told !== '').join(' · ')}
      picture={picture}
      isFlat
    />
  ))
}

export function OrderPart({ part: { products, note } }: { readonly part: Of<'order'> }) {
  return (
    <Card kind="order" lead={products.length === 1 ? 'Order' : `Order of ${products.length} products`} title={note}>
      <ul className="ordered">
        {products.map((product, index) => (
          <li key={index} dir="auto">
            {orderedWords(product)}
          </li>
        ))}
      </ul>
    </Card>
  )
}
