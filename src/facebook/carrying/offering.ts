import type { Offer, OfferedButton, OfferedCard } from '#domain/offers/offer.ts'
import { tapPayload, type OfferedPlace } from '#domain/offers/tap-payload.ts'

type Said = {
  /** The words or files under which quick replies stand, as Facebook takes them. */
  readonly beside: object
  readonly text: string
  /** What a tap gives back begins with it. */
  readonly mark: string
}

/**
 * The message that offers something to tap. Quick replies go with a text or with an attachment (Messenger Platform reference, quick replies, 2026-04);
 * buttons and cards are templates, which hold the words themselves.
 */
export function offering(offer: Offer, { beside, text, mark }: Said): object {
  switch (offer.kind) {
    case 'quick-replies':
      return { ...beside, quick_replies: offer.replies.map((title, index) => quickReply(title, tapPayload(mark, { place: index + 1 }))) }
    case 'buttons':
      return templateOf({ template_type: 'button', text, buttons: buttonsOf(offer.buttons, mark) })
    case 'cards':
      return templateOf({
        template_type: 'generic',
        elements: offer.cards.map((card, index) => elementOf(card, { mark, card: index + 1 })),
      })
  }
}

function quickReply(title: string, payload: string): object {
  return { content_type: 'text', title, payload }
}

function templateOf(payload: object): object {
  return { attachment: { type: 'template', payload } }
}

/** What may be missing is left out: an empty address is refused. */
function elementOf(
  { title, subtitle, pictureUrl, url, buttons }: OfferedCard,
  { mark, card }: { readonly mark: string; readonly card: number },
): object {
  return {
    title,
    ...(subtitle === undefined ? {} : { subtitle }),
    ...(pictureUrl === undefined ? {} : { image_url: pictureUrl }),
    ...(url === undefined ? {} : { default_action: { type: 'web_url', url } }),
    ...(buttons.length === 0 ? {} : { buttons: buttonsOf(buttons, mark, card) }),
  }
}

function buttonsOf(buttons: readonly OfferedButton[], mark: string, card?: number): object[] {
  return buttons.map((button, index) => buttonOf(button, mark, { card, place: index + 1 }))
}

function buttonOf(button: OfferedButton, mark: string, at: OfferedPlace): object {
  const { title } = button
  switch (button.does) {
    case 'answer':
      return { type: 'postback', title, payload: tapPayload(mark, at) }
    case 'open':
      return { type: 'web_url', title, url: button.url }
    case 'call':
      return { type: 'phone_number', title, payload: button.phone }
  }
}
