import { lazy, Suspense, type RefObject } from 'react'
import { SkeletonBars } from '../../ui/skeleton.tsx'
import type { Offering } from './use-offer.ts'

/** Most replies offer nothing, and the form is not small. */
const OfferBuilder = lazy(async () => ({ default: (await import('./offer-builder.tsx')).OfferBuilder }))

type Props = {
  readonly offering: Offering
  readonly text: string
  readonly sender: string
  readonly field: RefObject<HTMLTextAreaElement | null>
}

/** What the customer can tap, below the text that one writes. */
export function OfferBelow({ offering, ...rest }: Props) {
  return offering.draft === undefined ? null : (
    <Suspense fallback={<SkeletonBars label="Loading" />}>
      <OfferBuilder offering={offering} draft={offering.draft} {...rest} />
    </Suspense>
  )
}
