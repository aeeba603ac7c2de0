import type { ChangeEvent } from 'react'

type CheckProps = {
  readonly label: string
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
  readonly isDisabled?: boolean
  /** Some of what it stands for is ticked, not all. */
  readonly isPartly?: boolean
  readonly describedBy?: string
  readonly id?: string
}

/** A check box, 24 px to hit. */
export function Check({ label, isChecked, onChange, isDisabled = false, isPartly = false, describedBy, id }: CheckProps) {
  return (
    <input
      type="checkbox"
      id={id}
      className="check"
      aria-label={label}
      aria-describedby={describedBy}
      checked={isChecked}
      disabled={isDisabled}
      ref={(box) => {
        if (box !== null) {
          box.indeterminate = isPartly
        }
      }}
      onChange={(event: ChangeEvent<HTMLInputElement>) => onChange(event.currentTarget.checked)}
    />
  )
}
