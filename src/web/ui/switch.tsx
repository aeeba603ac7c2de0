type SwitchProps = {
  readonly label: string
  readonly isOn: boolean
  readonly onSwitch: (wanted: boolean) => void
  readonly isDisabled?: boolean
}

/** On or off, at once. */
export function Switch({ label, isOn, onSwitch, isDisabled = false }: SwitchProps) {
  return (
    <input
      type="checkbox"
      role="switch"
      className="switch"
      aria-label={label}
      aria-checked={isOn}
      checked={isOn}
      disabled={isDisabled}
      onChange={(event) => onSwitch(event.currentTarget.checked)}
    />
  )
}
