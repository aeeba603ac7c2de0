import { IconAlertCircle, IconInfoCircle, IconX } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useRef, type KeyboardEvent, type RefObject } from 'react'
import { faultWords } from '#domain/offers/fault-words.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { isSendPress } from '../../keys/is-send-press.ts'
import { CardsForm } from './cards-form.tsx'
import { ButtonsForm } from './buttons-form.tsx'
import type { OfferDraft } from './offer-draft.ts'
import { OfferPreview } from './offer-preview.tsx'
import { isUnfinished, OFFER_NAMES } from './offer-words.ts'
import { QuickRepliesForm } from './quick-replies-form.tsx'
import type { Offering } from './use-offer.ts'
import './offers.css'

type Props = {
  readonly offering: Offering
  readonly draft: OfferDraft
  /** The words under which it will stand. */
  readonly text: string
  /** Who sends it, as the phone shows it. */
  readonly sender: string
  readonly field: RefObject<HTMLTextAreaElement | null>
}

/** Where one writes what the customer can tap, beside how the phone will show it. */
export function OfferBuilder({ offering, draft, text, sender, field }: Props) {
  const group = useRef<HTMLFieldSetElement>(null)
  const { name } = OFFER_NAMES[draft.kind]

  const focusFirst = useEffectEvent(() => {
    if (offering.isFresh()) {
      group.current?.querySelector('input')?.focus()
    }
  })
  useEffect(() => focusFirst(), [draft.kind])

  function handleRemove(): void {
    offering.drop()
    field.current?.focus()
  }

  /** Enter in a field never sends by itself: it would send what is half written. */
  function handleKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation()
      field.current?.focus()
    } else if (event.target instanceof HTMLInputElement && event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      if (isSendPress(event.nativeEvent, false)) {
        event.target.form?.requestSubmit()
      }
    }
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys that work in all its fields
    <fieldset ref={group} className="offering" aria-label={name} onKeyDown={handleKeyDown}>
      <div className="offering-head">
        <b>{name}</b>
        <IconButton label={`Remove ${name.toLowerCase()}`} onClick={handleRemove}>
          <IconX size={16} aria-hidden="true" />
        </IconButton>
      </div>
      <div className="offering-sides">
        <div className="offering-fields">
          <Fields draft={draft} onChange={offering.change} />
          <Faults offering={offering} draft={draft} />
        </div>
        <OfferPreview draft={draft} text={text} sender={sender} />
      </div>
    </fieldset>
  )
}

function Fields({ draft, onChange }: { readonly draft: OfferDraft; readonly onChange: (draft: OfferDraft) => void }) {
  switch (draft.kind) {
    case 'quick-replies':
      return <QuickRepliesForm replies={draft.replies} onChange={(replies) => onChange({ ...draft, replies })} />
    case 'buttons':
      return <ButtonsForm buttons={draft.buttons} onChange={(buttons) => onChange({ ...draft, buttons })} />
    case 'cards':
      return <CardsForm cards={draft.cards} onChange={(cards) => onChange({ ...draft, cards })} />
  }
}

/** What is wrong comes before what is not finished. */
function Faults({ offering: { faults }, draft }: { readonly offering: Offering; readonly draft: OfferDraft }) {
  const wrong = faults.filter((fault) => !isUnfinished(fault))
  const [shown, isWrong] = wrong.length > 0 ? [wrong, true] : [faults.slice(0, 1), false]
  return (
    <output className="offering-faults" data-tone={isWrong ? 'bad' : undefined}>
      {shown.map((fault, index) => (
        <span key={index}>
          {isWrong ? <IconAlertCircle size={14} aria-hidden="true" /> : <IconInfoCircle size={14} aria-hidden="true" />}
          {faultWords(fault, draft.kind)}
        </span>
      ))}
    </output>
  )
}
