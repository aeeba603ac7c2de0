import { useRef } from 'react'
import { OFFER_LIMITS } from '#domain/offers/offer-faults.ts'
import { ButtonsForm } from './buttons-form.tsx'
import { CountedInput, TargetInput } from './counted-input.tsx'
import { AnotherButton, movedUp, PlaceButtons } from './list-buttons.tsx'
import { NEW_CARD, type CardDraft } from './offer-draft.ts'

type Props = { readonly cards: readonly CardDraft[]; readonly onChange: (cards: readonly CardDraft[]) => void }

export function CardsForm({ cards, onChange }: Props) {
  const list = useRef<HTMLDivElement>(null)

  function handleAdd(): void {
    onChange([...cards, NEW_CARD])
    window.requestAnimationFrame(() => list.current?.querySelector<HTMLInputElement>('fieldset:last-of-type input')?.focus())
  }

  return (
    <>
      <div ref={list} className="card-forms">
        {cards.map((card, index) => (
          <fieldset key={index} className="card-form">
            <legend>Card {index + 1}</legend>
            <PlaceButtons
              name={`card ${index + 1}`}
              onUp={index === 0 ? undefined : () => onChange(movedUp(cards, index))}
              onRemove={cards.length === 1 ? undefined : () => onChange(cards.toSpliced(index, 1))}
            />
            <CardFields card={card} place={index + 1} onChange={(next) => onChange(cards.with(index, next))} />
          </fieldset>
        ))}
      </div>
      <AnotherButton name="card" count={cards.length} limit={OFFER_LIMITS.cards} onAdd={handleAdd} />
    </>
  )
}

type FieldsProps = { readonly card: CardDraft; readonly place: number; readonly onChange: (card: CardDraft) => void }

function CardFields({ card, place, onChange }: FieldsProps) {
  return (
    <>
      <CountedInput
        label="Title"
        shown="Title"
        value={card.title}
        limit={OFFER_LIMITS.cardText}
        onChange={(title) => onChange({ ...card, title })}
      />
      <CountedInput
        label="Line below"
        shown="Line below"
        value={card.subtitle}
        limit={OFFER_LIMITS.cardText}
        onChange={(subtitle) => onChange({ ...card, subtitle })}
      />
      <TargetInput
        label="Address of its picture"
        type="url"
        placeholder="https://"
        value={card.pictureUrl}
        onChange={(pictureUrl) => onChange({ ...card, pictureUrl })}
      />
      <TargetInput
        label="Opens by a tap on it"
        type="url"
        placeholder="https://"
        value={card.url}
        onChange={(url) => onChange({ ...card, url })}
      />
      <ButtonsForm buttons={card.buttons} of={`of card ${place}`} isOptional onChange={(buttons) => onChange({ ...card, buttons })} />
    </>
  )
}
