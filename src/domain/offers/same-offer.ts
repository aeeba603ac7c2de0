import type { Offer, OfferedButton, OfferedCard } from './offer.ts'

/** Whether both offer the same in the same words; what is empty is as what is missing. */
export function isSameOffer(one: Offer | undefined, other: Offer | undefined): boolean {
  return JSON.stringify(one && plain(one)) === JSON.stringify(other && plain(other))
}

/** Whether somebody has opened the form for it, and written nothing yet. */
export function isBlankOffer(offer: Offer): boolean {
  return wordsIn(offer).every((words) => words.trim() === '')
}

/** The same members in the same order, whatever wrote them down. */
function plain(offer: Offer): unknown {
  switch (offer.kind) {
    case 'quick-replies':
      return [offer.kind, offer.replies]
    case 'buttons':
      return [offer.kind, offer.buttons.map(plainButton)]
    case 'cards':
      return [offer.kind, offer.cards.map((card) => [ownWords(card), card.buttons.map(plainButton)])]
  }
}

function plainButton(button: OfferedButton): readonly string[] {
  return [button.does, ...wordsOnButton(button)]
}

function wordsIn(offer: Offer): readonly string[] {
  switch (offer.kind) {
    case 'quick-replies':
      return offer.replies
    case 'buttons':
      return offer.buttons.flatMap(wordsOnButton)
    case 'cards':
      return offer.cards.flatMap((card) => [...ownWords(card), ...card.buttons.flatMap(wordsOnButton)])
  }
}

function ownWords({ title, subtitle = '', pictureUrl = '', url = '' }: OfferedCard): readonly string[] {
  return [title, subtitle, pictureUrl, url]
}

function wordsOnButton(button: OfferedButton): readonly string[] {
  switch (button.does) {
    case 'answer':
      return [button.title]
    case 'open':
      return [button.title, button.url]
    case 'call':
      return [button.title, button.phone]
  }
}
