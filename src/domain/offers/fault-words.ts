import { OFFER_LIMITS, type OfferFault, type OfferPlace } from './offer-faults.ts'
import type { Offer } from './offer.ts'

type Counted = 'replies' | 'buttons' | 'cards'

const NAMES: Readonly<Record<Counted, { readonly one: string; readonly many: string }>> = {
  replies: { one: 'quick reply', many: 'quick replies' },
  buttons: { one: 'button', many: 'buttons' },
  cards: { one: 'card', many: 'cards' },
}

type Placed = Extract<OfferFault, { readonly at: OfferPlace }>

/** What is wrong, of which of them, by how much. The same words in the composer and in what the desk answers. */
export function faultWords(fault: OfferFault, kind: Offer['kind']): string {
  if ('at' in fault) {
    return placedWords(fault)
  }
  switch (fault.kind) {
    case 'none':
      return `Add a ${NAMES[fault.what].one}.`
    case 'no-words':
      return kind === 'buttons' ? 'Buttons stand below a text. Write one.' : 'Quick replies stand below a text or a file. Write or add one.'
    case 'words-too-long':
      return `${fault.excess} too many: above buttons a text has at most ${OFFER_LIMITS.wordsAboveButtons} characters.`
  }
}

function placedWords(fault: Placed): string {
  const place = placeWords(fault.at)
  switch (fault.kind) {
    case 'too-many':
      return tooManyWords(fault)
    case 'untitled':
      return `${place} has no ${fault.at.reply === undefined ? 'title' : 'words'}.`
    case 'too-long':
      return tooLongWords(fault)
    case 'address':
      return fault.what === 'picture'
        ? `The picture of ${lower(fault.at)} needs an https address that everybody can open: Facebook fetches it from there.`
        : `${place} needs a web address that everybody can open.`
    case 'own-picture':
      return `The picture of ${lower(fault.at)} lies on this desk, which shows it to members alone. Facebook needs an address that everybody can open.`
    case 'phone':
      return `${place} needs a number that begins with + and the country, such as +46 8 5550 1147.`
    case 'bare':
      return `${place} has nothing but a title: add a picture, a line below, an address or a button.`
  }
}

function tooManyWords({ what, at, excess }: Extract<OfferFault, { readonly kind: 'too-many' }>): string {
  const limit = OFFER_LIMITS[what]
  const { many } = NAMES[what]
  return at.card === undefined
    ? `${excess} ${excess === 1 ? NAMES[what].one : many} too many: Facebook takes ${limit}.`
    : `Card ${at.card} has ${excess} ${excess === 1 ? NAMES[what].one : many} too many: Facebook takes ${limit} on each.`
}

function tooLongWords({ what, at, excess }: Extract<OfferFault, { readonly kind: 'too-long' }>): string {
  const by = `${excess} ${excess === 1 ? 'character' : 'characters'} too long`
  if (at.reply !== undefined) {
    return `${placeWords(at)} is ${by}.`
  }
  return what === 'title' ? `The title of ${lower(at)} is ${by}.` : `The line below the title of ${lower(at)} is ${by}.`
}

function placeWords({ reply, card, button }: OfferPlace): string {
  if (reply !== undefined) {
    return `Quick reply ${reply}`
  }
  const ofCard = card === undefined ? '' : ` of card ${card}`
  return button === undefined ? `Card ${card}` : `Button ${button}${ofCard}`
}

function lower(at: OfferPlace): string {
  const words = placeWords(at)
  return words.charAt(0).toLowerCase() + words.slice(1)
}
