import { IconRobot } from '@tabler/icons-react'
import type { Ticket } from '../api/types.ts'

/** Above where one writes: somebody else answers here, by Facebook's rule of one app at a time. */
export function OtherApp({ otherApp }: Pick<Ticket, 'otherApp'>) {
  if (otherApp === null) {
    return null
  }
  const byId = otherApp.id === null ? 'Another app' : `App ${otherApp.id}`
  return (
    <p className="other-app" role="note">
      <IconRobot size={18} aria-hidden="true" />
      <span>
        <b dir="auto">{otherApp.name ?? byId} answers here.</b> Facebook lets another app answer here, and one at a time. You read along;
        what you send may be refused until it hands the conversation over.
      </span>
    </p>
  )
}
