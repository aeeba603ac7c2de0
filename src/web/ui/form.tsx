import { useEffect, useRef, type ReactNode } from 'react'

type FormProps = {
  readonly label: string
  readonly className?: string
  /** Words at single fields, of the last attempt. Another object is another attempt: the focus goes to the first wrong field. */
  readonly words: { readonly at: Readonly<Record<string, string | undefined>>; readonly attempt: unknown }
  readonly onSubmit: () => void
  readonly children: ReactNode
}

/** A form that speaks in our words: the browser's own bubbles are off, and the first wrong field gets the focus. */
export function Form({ label, className = 'form', words, onSubmit, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null)
  const isWrong = Object.values(words.at).some((each) => each !== undefined)
  useEffect(() => {
    if (isWrong) {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
    }
  }, [isWrong, words.attempt])
  return (
    <form
      ref={form}
      className={className}
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
    </form>
  )
}
