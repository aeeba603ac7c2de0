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

const busy = new WeakSet<HTMLFormElement>()

/** Takes the form's text to `send`, once at a time, and empties the form when that worked. What was written meanwhile stays. */
export function submitting(send: (form: HTMLFormElement) => Promise<boolean>) {
  return async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    if (busy.has(form)) {
      return
    }
    busy.add(form)
    const box = form.elements.namedItem('text')
    const sent = box instanceof HTMLTextAreaElement ? box.value : ''
    const worked = await send(form)
    busy.delete(form)
    if (!worked) {
      return
    }
    const now = box instanceof HTMLTextAreaElement ? box.value : ''
    form.reset()
    if (box instanceof HTMLTextAreaElement && now !== sent) {
      box.value = now.startsWith(sent) ? now.slice(sent.length) : now
    }
  }
}

export function isChecked(event: Event): boolean {
  return (event.currentTarget as HTMLInputElement).checked
}

export function valueOf(event: Event): string {
  return (event.currentTarget as HTMLInputElement | HTMLSelectElement).value
}
