import { IconStar, IconThumbDown, IconThumbUp } from '@tabler/icons-react'
import type { MessagePart } from '../../api/types.ts'

type Rating = Extract<MessagePart, { readonly part: 'rating' }>

/** What a customer gave the Page: whether they recommend it, and the stars of older reviews. */
export function RatingPart({ part: { stars, isRecommended } }: { readonly part: Rating }) {
  return (
    <p className="rating">
      {isRecommended === null ? null : (
        <span>
          {isRecommended ? <IconThumbUp size={16} aria-hidden="true" /> : <IconThumbDown size={16} aria-hidden="true" />}
          {isRecommended ? 'Recommends the Page' : 'Does not recommend the Page'}
        </span>
      )}
      {stars === null ? null : (
        <span>
          <IconStar size={16} aria-hidden="true" />
          {stars === 1 ? '1 star of 5' : `${stars} stars of 5`}
        </span>
      )}
    </p>
  )
}
