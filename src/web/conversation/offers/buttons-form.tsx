import { NativeSelect } from '@mantine/core'
import { useRef } from 'react'
import { OFFER_LIMITS } from '#domain/offers/offer-faults.ts'
import { CountedInput, TargetInput } from './counted-input.tsx'
import { AnotherButton, movedUp, PlaceButtons } from './list-buttons.tsx'
import { NEW_BUTTON, type ButtonDraft } from './offer-draft.ts'

type Props = {
  readonly buttons: readonly ButtonDraft[]
  /** "of card 2"; nothing where they stand below a text. */
  readonly of?: string
  /** Whether there may be none. */
  readonly isOptional?: boolean
  readonly onChange: (buttons: readonly ButtonDraft[]) => void
}

const DOES: readonly { readonly value: ButtonDraft['does']; readonly label: string }[] = [
  { value: 'answer', label: 'Is an answer' },
  { value: 'open', label: 'Opens an address' },
  { value: 'call', label: 'Calls a number' },
]

export function ButtonsForm({ buttons, of, isOptional = false, onChange }: Props) {
  const list = useRef<HTMLOListElement>(null)

  function handleAdd(): void {
    onChange([...buttons, NEW_BUTTON])
    window.requestAnimationFrame(() => list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus())
  }

  return (
    <>
      <ol ref={list} className="offering-list" aria-label={of === undefined ? 'Buttons' : `Buttons ${of}`}>
        {buttons.map((button, index) => (
          <li key={index}>
            <ButtonFields
              button={button}
              place={index + 1}
              name={nameOf(index, of)}
              onChange={(next) => onChange(buttons.with(index, next))}
            />
            <PlaceButtons
              name={nameOf(index, of)}
              onUp={index === 0 ? undefined : () => onChange(movedUp(buttons, index))}
              onRemove={buttons.length === 1 && !isOptional ? undefined : () => onChange(buttons.toSpliced(index, 1))}
            />
          </li>
        ))}
      </ol>
      <AnotherButton name="button" count={buttons.length} limit={OFFER_LIMITS.buttons} onAdd={handleAdd} />
    </>
  )
}

function nameOf(index: number, of: string | undefined): string {
  return [`button ${index + 1}`, ...(of === undefined ? [] : [of])].join(' ')
}

type FieldsProps = {
  readonly button: ButtonDraft
  readonly place: number
  readonly name: string
  readonly onChange: (button: ButtonDraft) => void
}

function ButtonFields({ button, place, name, onChange }: FieldsProps) {
  const { does, title, target } = button
  return (
    <div className="button-fields">
      <CountedInput
        label={`Title of ${name}`}
        shown={`Button ${place}`}
        value={title}
        limit={OFFER_LIMITS.buttonTitle}
        onChange={(next) => onChange({ ...button, title: next })}
      />
      <NativeSelect
        aria-label={`What ${name} does`}
        size="xs"
        value={does}
        data={[...DOES]}
        onChange={(event) => onChange({ ...button, does: DOES.find(({ value }) => value === event.currentTarget.value)?.value ?? does })}
      />
      {does === 'answer' ? null : (
        <TargetInput
          label={does === 'open' ? `Address of ${name}` : `Number of ${name}`}
          type={does === 'open' ? 'url' : 'tel'}
          placeholder={does === 'open' ? 'https://' : '+46'}
          value={target}
          onChange={(next) => onChange({ ...button, target: next })}
        />
      )}
    </div>
  )
}
