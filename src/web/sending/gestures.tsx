import { IconDots, IconEyeCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { ShownGestures } from '#domain/messaging-policy/gesture.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Switch } from '../ui/switch.tsx'
import { gesturesQuery, useSetGestures } from './sending-queries.ts'

const CHOICES = [
  {
    name: 'typing',
    icon: IconDots,
    label: 'That somebody is typing',
    what: 'Messenger shows the three dots while one of you writes a reply.',
  },
  {
    name: 'seen',
    icon: IconEyeCheck,
    label: 'That their message was seen',
    what: 'Once somebody who may reply has it on their screen. On Facebook the conversation counts as read then, too.',
  },
] as const

/** What customers see of the work on their conversation. */
export function GestureChoices() {
  const shown = useQuery(gesturesQuery)
  const heading = useId()
  return (
    <section aria-labelledby={heading} className="settings-group">
      <h2 className="group-label" id={heading}>
        What customers see while you work
      </h2>
      <p className="settings-lead">In private conversations, for as long as you may reply as usual. Neither counts as an answer.</p>
      <Loaded query={shown} what="What customers see">
        {(now) => (
          <div className="card">
            {CHOICES.map((choice) => (
              <GestureChoice key={choice.name} {...choice} shown={now} />
            ))}
          </div>
        )}
      </Loaded>
    </section>
  )
}

type GestureChoiceProps = (typeof CHOICES)[number] & { readonly shown: ShownGestures }

function GestureChoice({ name, icon: Glyph, label, what, shown }: GestureChoiceProps) {
  const set = useSetGestures()
  const whatId = useId()
  return (
    <div className="setting">
      <h3>
        <Glyph size={18} aria-hidden="true" />
        {label}
      </h3>
      <p id={whatId}>{what}</p>
      {/* Not disabled while the desk answers: a disabled switch would drop the focus. */}
      <Switch
        label={`Customers see: ${label.toLowerCase()}`}
        isOn={shown[name]}
        onSwitch={(isOn) => set.mutate({ ...shown, [name]: isOn })}
        describedBy={whatId}
      />
    </div>
  )
}
