import { PasswordInput } from '@mantine/core'
import type { ChangeEvent } from 'react'

const SHORTEST = 12

type PasswordFieldProps = { readonly value: string; readonly onChange: (event: ChangeEvent<HTMLInputElement>) => void }

/** A new password: long rather than odd. */
export function PasswordField({ value, onChange }: PasswordFieldProps) {
  const missing = SHORTEST - value.length
  return (
    <PasswordInput
      label="Password"
      description={missing > 0 && value !== '' ? `${missing} more to go` : 'At least 12 characters; a few words are fine'}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      autoComplete="new-password"
      minLength={SHORTEST}
      maxLength={200}
      required
      value={value}
      onChange={onChange}
    />
  )
}
