import type { Offer } from '#api/offers/contract.ts'
import type { FilledTemplate } from '#api/templates/contract.ts'
import type { Dice } from '../storm/dice.ts'
import { drawKinds, type FileKind } from './files.ts'
import { drawOffer, offeredBy } from './offers.ts'
import { contentOfTemplate, valuesFor, type PageTemplate, type Templates } from './templates.ts'

/** What an agent wants to say, drawn before anything is waited for: the same seed asks for the same. */
export type Wish = {
  readonly text: string
  readonly kinds: readonly FileKind[]
  readonly isQuoting: boolean
  readonly template?: FilledTemplate
  readonly offer?: Offer
  /** What has to be told of it, word for word, where that can be said beforehand. */
  readonly content?: string
}

/** So many replies are utility messages, and so many offer something to tap. */
const BY_TEMPLATE = 1 / 8
const OFFERING = 1 / 7
/** So many of the others carry files, and so many of those words before them. */
const WITH_FILES = 0.25
const WITH_WORDS = 0.4
/** So many of words alone quote what the customer asked. */
const QUOTING = 0.2
/** So many cards come without words before them. */
const CARDS_ALONE = 0.5

type Drawing = { readonly templates: Templates; readonly number: number }

export function drawWish(dice: Dice, { templates, number }: Drawing): Wish {
  if (dice.isLucky(BY_TEMPLATE)) {
    return wishBy(dice.pick(templates), number)
  }
  const words = `Reply ${number}.`
  const offer = dice.isLucky(OFFERING) ? drawOffer(dice, number) : undefined
  const kinds = dice.isLucky(WITH_FILES) ? drawKinds(dice) : []
  const isAlone = kinds.length === 0
  if (offer === undefined) {
    const text = isAlone || dice.isLucky(WITH_WORDS) ? words : ''
    return { text, kinds, isQuoting: isAlone && dice.isLucky(QUOTING) }
  }
  const text = offer.kind === 'cards' && dice.isLucky(CARDS_ALONE) ? '' : words
  return { text, kinds, isQuoting: false, offer, ...contentOf(offer, { text, isAlone }) }
}

/** A reply by a template. */
export function wishBy(template: PageTemplate, number: number): Wish & { readonly content: string } {
  const values = valuesFor(template, number)
  return { text: '', kinds: [], isQuoting: false, template: { id: template.id, values }, content: contentOfTemplate(template, values) }
}

type Beside = { readonly text: string; readonly isAlone: boolean }

/** Of a message that holds files, the desk alone knows how many messages there are. */
function contentOf(offer: Offer, { text, isAlone }: Beside): { readonly content?: string } {
  switch (offer.kind) {
    case 'quick-replies':
      return isAlone ? { content: `${text} + ${offeredBy(offer)}` } : {}
    case 'buttons':
      return { content: `${text} + ${offeredBy(offer)}` }
    case 'cards':
      return { content: offeredBy(offer) }
  }
}
