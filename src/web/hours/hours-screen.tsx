import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { hoursProblem } from '#domain/workspace/business-hours.ts'
import { formWordsOf } from '../api/desk-problem.ts'
import type { BusinessHours } from '../api/types.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Form } from '../ui/form.tsx'
import { FormError } from '../ui/form-error.tsx'
import { Page } from '../ui/page.tsx'
import { DayRow, DAYS } from './day-row.tsx'
import { businessHoursQuery, useSetBusinessHours } from './hours-queries.ts'
import './hours.css'

/** When people of the workspace work. */
export function HoursScreen() {
  const hours = useQuery(businessHoursQuery)
  return (
    <Page
      title="Business hours"
      lead="From two hours before the end of a working day, lists say how many times to answer end before you are back, and show them."
      isNarrow
    >
      <Loaded query={hours} what="The business hours">
        {(kept) => <HoursForm key={JSON.stringify(kept)} kept={kept} />}
      </Loaded>
    </Page>
  )
}

function HoursForm({ kept }: { readonly kept: BusinessHours }) {
  const [hours, setHours] = useState(kept)
  const set = useSetBusinessHours()
  const problem = hoursProblem(hours)
  const { at, whole } = formWordsOf(set.error, ['timeZone'])
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <Form
      label="Business hours"
      words={{ at, attempt: set.error }}
      onSubmit={() => {
        if (problem === undefined) {
          set.mutate(hours)
        }
      }}
    >
      <NativeSelect
        label="Time zone"
        value={hours.timeZone}
        error={at.timeZone}
        data={zonesWith([hours.timeZone, here])}
        onChange={(event) => setHours({ ...hours, timeZone: event.currentTarget.value })}
      />
      {hours.timeZone === here ? null : (
        <div className="buttons">
          <Button size="xs" onClick={() => setHours({ ...hours, timeZone: here })}>
            Use the one of this computer: {here}
          </Button>
        </div>
      )}
      <fieldset className="working-days">
        <legend>Working days</legend>
        {DAYS.map((name, place) => (
          <DayRow
            key={name}
            name={name}
            hours={hours.days[place] ?? null}
            problem={problem?.day === place ? problem.words : undefined}
            onChange={(day) => setHours({ ...hours, days: hours.days.with(place, day) })}
          />
        ))}
      </fieldset>
      <FormError message={whole} />
      <div className="buttons">
        <Button type="submit" variant="filled" disabled={set.isPending || problem !== undefined}>
          Save
        </Button>
      </div>
    </Form>
  )
}

/** All that the browser knows, with what may not be among them. */
function zonesWith(others: readonly string[]): string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), ...others])]
}
