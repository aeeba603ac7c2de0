import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Reminders } from '../api/types.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Switch } from '../ui/switch.tsx'
import { askLeave, leaveToNotify } from './notify.ts'
import { remindersQuery, useSetReminders } from './reminders-queries.ts'

const CHOICES = [15, 30, 60, 120, 180, 360]

/** How one is told oneself before the time to answer a customer ends. Off until one switches it on. */
export function OwnReminders() {
  const reminders = useQuery(remindersQuery)
  return (
    <section className="card account-part" aria-label="Reminders">
      <h2>Reminders</h2>
      <p className="muted">
        Before the time to answer a customer ends: in tickets that are yours, and in those that nobody has. Once for each, and not where the
        customer was answered.
      </p>
      <Loaded query={reminders} what="Your reminders">
        {(wish) => <Wishes wish={wish} />}
      </Loaded>
    </section>
  )
}

function Wishes({ wish }: { readonly wish: Reminders }) {
  const set = useSetReminders()
  const [isRefused, setRefused] = useState(false)
  const isBlocked = isRefused || (wish.isInBrowser && leaveToNotify() !== 'yes')

  async function switchBrowser(isOn: boolean): Promise<void> {
    const mayNotify = !isOn || (await askLeave())
    setRefused(!mayNotify)
    if (mayNotify) {
      set.mutate({ ...wish, isInBrowser: isOn })
    }
  }

  return (
    <div className="reminders">
      <div className="reminder">
        <span>Notification of this browser</span>
        <Switch label="Notification of this browser" isOn={wish.isInBrowser} onSwitch={(isOn) => void switchBrowser(isOn)} />
      </div>
      {isBlocked ? (
        <output className="muted">
          This browser does not let Pagedesk notify you. Allow notifications of this site in the settings of the browser. Until then
          reminders are shown on the page.
        </output>
      ) : null}
      <div className="reminder">
        <span>E-mail</span>
        <Switch label="E-mail" isOn={wish.isByMail} onSwitch={(isByMail) => set.mutate({ ...wish, isByMail })} />
      </div>
      <NativeSelect
        label="How long before"
        value={String(wish.minutesBefore)}
        data={choicesWith(wish.minutesBefore)}
        onChange={(event) => set.mutate({ ...wish, minutesBefore: Number(event.currentTarget.value) })}
      />
    </div>
  )
}

/** With one that was set by the API. */
function choicesWith(minutes: number) {
  const all = [...new Set([...CHOICES, minutes])].toSorted((one, other) => one - other)
  return all.map((each) => ({ value: String(each), label: each % 60 === 0 ? `${each / 60} h` : `${each} min` }))
}
