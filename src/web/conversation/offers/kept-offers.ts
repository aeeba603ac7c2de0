import { keptBeside } from '../kept-beside.ts'
import { readOfferDraft } from './read-offer.ts'

/** What one writes to be tapped. */
export const keptOffers = keptBeside('pagedesk-offer', readOfferDraft)
