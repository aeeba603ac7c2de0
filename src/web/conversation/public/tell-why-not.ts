import { showToast } from '../../ui/toast-store.ts'
import type { Offer } from './moderation-offers.ts'

/** Pressed, what cannot be done says why: on a touch screen nothing hovers. */
export function tellWhyNot({ title }: Offer): void {
  showToast({ message: title ?? 'This cannot be done here.' })
}
