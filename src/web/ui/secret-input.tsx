import { PasswordInput, type PasswordInputProps } from '@mantine/core'

/** A password. Mantine (9.7) does not mark a wrong one for those who hear the screen; this does. */
export function SecretInput(props: PasswordInputProps) {
  const isWrong = props.error !== undefined && props.error !== false && props.error !== ''
  return <PasswordInput {...props} {...(isWrong ? { 'aria-invalid': true } : {})} />
}
