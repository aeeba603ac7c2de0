export type Toast = {
  readonly id: number
  readonly message: string
  /** A failure stays until it is closed. */
  readonly isLasting: boolean
  /** It tells that the desk cannot be reached, and is no longer true when it can. */
  readonly isOfAbsence: boolean
}

type NewToast = Pick<Toast, 'message'> & Partial<Omit<Toast, 'id'>>

const MOST_AT_ONCE = 4
const listeners = new Set<() => void>()
let toasts: readonly Toast[] = []
let lastId = 0

/** A short word about what was just done, bottom left, gone after 6 s. */
export function showToast({ message, isLasting = false, isOfAbsence = false }: NewToast): void {
  lastId += 1
  change([...toasts.filter((toast) => toast.message !== message), { id: lastId, message, isLasting, isOfAbsence }].slice(-MOST_AT_ONCE))
}

export function closeToast(id: number): void {
  change(toasts.filter((toast) => toast.id !== id))
}

/** The desk is back. */
export function closeToastsOfAbsence(): void {
  change(toasts.filter(({ isOfAbsence }) => !isOfAbsence))
}

export function currentToasts(): readonly Toast[] {
  return toasts
}

export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function change(next: readonly Toast[]): void {
  toasts = next
  listeners.forEach((listener) => listener())
}
