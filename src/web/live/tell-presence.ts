import { useEffect } from 'react'
import { ask } from '../api/client.ts'
import { usePageVisible } from '../ui/use-page-visible.ts'
import { onForgotten, onNewcomer } from './presence.ts'
import { SCREEN } from './screen.ts'

const LOOKING_EVERY_MS = 20_000
const TYPING_EVERY_MS = 4000

/** Tells colleagues that one has the ticket before oneself, for as long as that is so. */
export function useTellPresence(ticketId: string): void {
  const isVisible = usePageVisible()
  useEffect(() => {
    if (!isVisible) {
      return undefined
    }
    const look = () => tell(ticketId, 'looking')
    look()
    const timer = window.setInterval(look, LOOKING_EVERY_MS)
    const ignoreNewcomers = onNewcomer((other) => {
      if (other === ticketId) {
        look()
      }
    })
    const ignoreForgetting = onForgotten(look)
    // A page that is closed runs no clean-up. One that comes back from the browser's memory looks on.
    const leave = () => tell(ticketId, 'left')
    const comeBack = ({ persisted }: PageTransitionEvent) => (persisted ? look() : undefined)
    window.addEventListener('pagehide', leave)
    window.addEventListener('pageshow', comeBack)
    return () => {
      window.clearInterval(timer)
      ignoreNewcomers()
      ignoreForgetting()
      window.removeEventListener('pagehide', leave)
      window.removeEventListener('pageshow', comeBack)
      leave()
    }
  }, [ticketId, isVisible])
}

let typedAt = -Infinity
let typedIn: string | undefined

/** Not at every key. */
export function tellTyping(ticketId: string): void {
  const now = performance.now()
  if (typedIn !== ticketId || now - typedAt > TYPING_EVERY_MS) {
    typedIn = ticketId
    typedAt = now
    tell(ticketId, 'typing')
  }
}

function tell(ticketId: string, kind: 'looking' | 'typing' | 'left'): void {
  // True for a moment only: where it does not arrive, nobody has lost anything.
  ask('PUT /api/v1/tickets/:ticketId/presence', {
    params: { ticketId },
    body: { kind, screen: SCREEN },
    keepalive: kind === 'left',
  }).catch(() => undefined)
}
