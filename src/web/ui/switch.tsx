type SwitchProps = {
  readonly label: string
  readonly isOn: boolean
  readonly onSwitch: (wanted: boolean) => void
  readonly isDisabled?: boolean
  readonly describedBy?: string
  /** The group whose focus comes back here. */
  readonly focusHome?: string
}

/** On or off, at once. */
export function Switch({ label, isOn, onSwitch, isDisabled = false, describedBy, focusHome }: SwitchProps) {
  return (
    <input
      type="checkbox"
      role="switch"
      className="switch"
      data-focus-home={focusHome}
      aria-label={label}
      aria-describedby={describedBy}
      aria-checked={isOn}
      checked={isOn}
      disabled={isDisabled}
      onChange={(event) => onSwitch(event.currentTarget.checked)}
    />
  )
}
