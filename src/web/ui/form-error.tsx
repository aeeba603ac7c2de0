import { IconAlertCircle } from '@tabler/icons-react'

/** What was refused, why, and what to do; below the field or the form it concerns. */
export function FormError({ message, id }: { readonly message: string | undefined; readonly id?: string }) {
  if (message === undefined) {
    return null
  }
  return (
    <p className="form-error" role="alert" id={id}>
      <IconAlertCircle size={16} aria-hidden="true" />
      <span>{message}</span>
    </p>
  )
}
