import type { FormEvent, KeyboardEvent } from 'react'
import { useIsSendPress } from './enter-sends.ts'

type Writing = { readonly canSend: boolean; readonly onSend: () => void; readonly onLeave: () => void }

/** How a form in which one writes is sent and left, by its button and by keys. What cannot be sent is sent by neither. */
export function useWritingKeys({ canSend, onSend, onLeave }: Writing) {
  const isSendPress = useIsSendPress()

  function send(): void {
    if (canSend) {
      onSend()
    }
  }

  return {
    onSubmit: (event: FormEvent) => {
      event.preventDefault()
      send()
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (isSendPress(event.nativeEvent)) {
        event.preventDefault()
        send()
      } else if (event.key === 'Escape') {
        event.stopPropagation()
        onLeave()
      }
    },
  }
}
