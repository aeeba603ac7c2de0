import type { ChangeEvent } from 'react'
import { SecretInput } from '../ui/secret-input.tsx'

const SHORTEST = 12

type PasswordFieldProps = {
  readonly label?: string
  readonly value: string
  readonly error?: string | undefined
  readonly onChange: (event: ChangeEvent<HTMLInputElement>) => void
}

/** A new password: long rather than odd. */
export function PasswordField({ label = 'Password', value, error, onChange }: PasswordFieldProps) {
  const missing = SHORTEST - value.length
  return (
    <SecretInput
      label={label}
      description={missing > 0 && value !== '' ? `${missing} more to go` : 'At least 12 characters; a few words are fine'}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      autoComplete="new-password"
      maxLength={200}
      required
      value={value}
      error={error}
      onChange={onChange}
    />
  )
}
