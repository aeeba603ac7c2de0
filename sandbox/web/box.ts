/** Enter sends the form that the box stands in, Shift and Enter begin a new line. */
export function sendOnEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault()
    const box = event.currentTarget as HTMLTextAreaElement
    box.form?.requestSubmit()
  }
}

/** The trimmed text of a field of the form. */
export function textIn(form: HTMLFormElement, name: string): string {
  const field = form.elements.namedItem(name)
  return field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement || field instanceof HTMLSelectElement
    ? field.value.trim()
    : ''
}

/** Takes the form's text to `send` and empties the form when that worked. */
export function submitting(send: (form: HTMLFormElement) => Promise<boolean>) {
  return async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    if (await send(form)) {
      form.reset()
    }
  }
}

export function isChecked(event: Event): boolean {
  return (event.currentTarget as HTMLInputElement).checked
}

export function valueOf(event: Event): string {
  return (event.currentTarget as HTMLInputElement | HTMLSelectElement).value
}
