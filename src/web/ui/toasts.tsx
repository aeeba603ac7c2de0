import { IconX } from '@tabler/icons-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { closeToast, currentToasts, subscribeToToasts, type Toast } from './toast-store.ts'

const SHOWN_FOR_MS = 6000

/** Where the toasts appear. The region is always there, so that a screen reader hears what comes into it. */
export function Toasts() {
  const toasts = useSyncExternalStore(subscribeToToasts, currentToasts)
  return (
    <output className="toasts">
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </output>
  )
}

/** Stays while the pointer or the focus is on it. */
function ToastLine({ toast }: { readonly toast: Toast }) {
  const [isHeld, setHeld] = useState(false)
  const { id, isLasting } = toast

  useEffect(() => {
    if (isLasting || isHeld) {
      return undefined
    }
    const timer = window.setTimeout(() => closeToast(id), SHOWN_FOR_MS)
    return () => window.clearTimeout(timer)
  }, [id, isLasting, isHeld])

  return (
    <span
      className="toast"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className="grow">{toast.message}</span>
      <button type="button" className="toast-close" aria-label="Close" onClick={() => closeToast(id)}>
        <IconX size={18} aria-hidden="true" />
      </button>
    </span>
  )
}
