import { useShortcut } from '../../keys/shortcuts.tsx'
import { showToast } from '../../ui/toast-store.ts'
import type { Offer, OfferedAct } from './moderation-offers.ts'
import { tellWhyNot } from './tell-why-not.ts'

/** `all`: every act. `one-only`: those that are meant for one comment, while several are selected. */
export type ActKeys = 'all' | 'one-only'

/** Calls the acts of one comment by letters. What cannot be done says why, as it does on hover. */
export function useActKeys(offers: readonly Offer[], press: (act: OfferedAct) => void, keys: ActKeys | undefined): void {
  function run(...acts: readonly OfferedAct[]): void {
    const offer = offers.find(({ act }) => acts.includes(act))
    if (offer?.isOff === true) {
      tellWhyNot(offer)
    } else if (offer === undefined) {
      showToast({ message: 'This cannot be done with this one.' })
    } else {
      press(offer.act)
    }
  }
  useShortcut('reply-privately', () => run('reply-privately'), keys !== undefined)
  useShortcut('like-comment', () => run('like', 'unlike'), keys !== undefined)
  useShortcut('hide-comment', () => run('hide', 'show'), keys === 'all')
  useShortcut('delete-comment', () => run('remove'), keys === 'all')
}
