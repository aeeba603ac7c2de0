import { TextInput } from '@mantine/core'
import { useId } from 'react'
import type { BusinessHours } from '../api/types.ts'
import { Switch } from '../ui/switch.tsx'

export const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

type Day = BusinessHours['days'][number]

type DayRowProps = {
  readonly name: string
  readonly hours: Day
  readonly problem: string | undefined
  readonly onChange: (hours: Day) => void
}

const USUAL: Day = { from: '09:00', until: '17:00' }

/** One day: whether people work, from when until when. Midnight at its end is 00:00 on a clock. */
export function DayRow({ name, hours, problem, onChange }: DayRowProps) {
  const problemId = useId()
  return (
    <div className="working-day">
      <Switch label={name} isOn={hours !== null} onSwitch={(isOn) => onChange(isOn ? USUAL : null)} />
      <span className="day-name">{name}</span>
      {hours === null ? (
        <span className="faint">Nobody works</span>
      ) : (
        <span className="times" aria-describedby={problem === undefined ? undefined : problemId}>
          <TextInput
            type="time"
            required
            aria-label={`${name}, from`}
            value={hours.from}
            onChange={(event) => onChange({ ...hours, from: event.currentTarget.value })}
          />
          <span aria-hidden="true">–</span>
          <TextInput
            type="time"
            required
            aria-label={`${name}, until`}
            aria-invalid={problem !== undefined}
            value={hours.until === '24:00' ? '00:00' : hours.until}
            onChange={(event) => onChange({ ...hours, until: untilOf(event.currentTarget.value) })}
          />
        </span>
      )}
      {problem === undefined ? null : (
        <p className="problem" id={problemId} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

function untilOf(typed: string): string {
  return typed === '00:00' ? '24:00' : typed
}
