import { IconPhoto } from '@tabler/icons-react'
import { webAddress } from '../parts/web-address.ts'
import type { ButtonDraft, CardDraft, OfferDraft } from './offer-draft.ts'

type Props = { readonly draft: OfferDraft; readonly text: string; readonly sender: string }

/** As the phone will show it. No picture is fetched: this browser asks nobody but the desk. */
export function OfferPreview({ draft, text, sender }: Props) {
  const words = text.trim()
  return (
    <section className="offering-phone" aria-label="Preview on a phone">
      <span className="cap" dir="auto">
        {sender}
      </span>
      {draft.kind === 'buttons' ? (
        <div className="phone-card">
          <p dir="auto">{words === '' ? <span className="gap">Your text</span> : words}</p>
          <Buttons buttons={draft.buttons} />
        </div>
      ) : words === '' ? null : (
        <p className="phone-said" dir="auto">
          {words}
        </p>
      )}
      {draft.kind === 'cards' ? <Cards cards={draft.cards} /> : null}
      {draft.kind === 'quick-replies' ? <Choices replies={draft.replies} /> : null}
    </section>
  )
}

function Choices({ replies }: { readonly replies: readonly string[] }) {
  return (
    <ul className="phone-choices">
      {replies.map((reply, index) => (
        <li key={index} dir="auto">
          {reply.trim() === '' ? <span className="gap">Quick reply {index + 1}</span> : reply}
        </li>
      ))}
    </ul>
  )
}

function Cards({ cards }: { readonly cards: readonly CardDraft[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by the keyboard
    <ul className="carousel phone-cards" tabIndex={0} aria-label={cards.length === 1 ? '1 card' : `${cards.length} cards`}>
      {cards.map((card, index) => (
        <li key={index} className="phone-card">
          {card.pictureUrl.trim() === '' ? null : (
            <span className="phone-picture">
              <IconPhoto size={18} aria-hidden="true" />
              {webAddress(card.pictureUrl.trim())?.host ?? 'Picture'}
            </span>
          )}
          <p dir="auto">
            <b>{card.title.trim() === '' ? <span className="gap">Title</span> : card.title}</b>
            {card.subtitle.trim() === '' ? null : <span>{card.subtitle}</span>}
          </p>
          <Buttons buttons={card.buttons} />
        </li>
      ))}
    </ul>
  )
}

function Buttons({ buttons }: { readonly buttons: readonly ButtonDraft[] }) {
  return buttons.length === 0 ? null : (
    <ul className="phone-buttons">
      {buttons.map(({ title }, index) => (
        <li key={index} dir="auto">
          {title.trim() === '' ? <span className="gap">Button {index + 1}</span> : title}
        </li>
      ))}
    </ul>
  )
}
