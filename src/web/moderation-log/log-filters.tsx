import { useQuery } from '@tanstack/react-query'
import { PUBLIC_ACT_NAMES } from '#domain/acts/act-name.ts'
import { ACT_RESULTS } from '#domain/acts/result.ts'
import { Filter } from '../ui/filter.tsx'
import { PERIOD_WORDS, PERIODS, USUAL_PERIOD } from './log-period.ts'
import { choicesQuery } from './log-queries.ts'
import { ACT_TITLES, RESULT_TITLES } from './log-words.ts'
import type { LogSearch } from './search.ts'

type FiltersProps = {
  readonly search: LogSearch
  readonly onChange: (change: { readonly [Name in keyof LogSearch]?: string | undefined }) => void
}

/** Each filter is one choice, and its button says which. */
export function LogFilters({ search, onChange }: FiltersProps) {
  const { data: { members, channels } = { members: [], channels: [] } } = useQuery(choicesQuery)
  const { when = USUAL_PERIOD } = search
  return (
    <>
      <Filter
        name="When"
        value={when}
        choices={PERIODS.map((period) => ({ value: period, words: PERIOD_WORDS[period] }))}
        onChoose={(chosen) => onChange({ when: chosen, from: undefined, to: undefined })}
      />
      {when === 'between' ? (
        <>
          <Day name="From" value={search.from} onChoose={(from) => onChange({ from })} />
          <Day name="To" value={search.to} onChoose={(to) => onChange({ to })} />
        </>
      ) : null}
      <Filter
        name="Who"
        any="anyone"
        value={search.by}
        choices={members.map(({ id, name }) => ({ value: id, words: name ?? 'Somebody whose account is gone' }))}
        onChoose={(by) => onChange({ by })}
      />
      <Filter
        name="Act"
        any="any"
        value={search.act}
        choices={PUBLIC_ACT_NAMES.map((act) => ({ value: act, words: ACT_TITLES[act] }))}
        onChoose={(act) => onChange({ act })}
      />
      <Filter
        name="Page"
        any="any"
        value={search.channel}
        choices={channels.map(({ id, name }) => ({ value: id, words: name }))}
        onChoose={(channel) => onChange({ channel })}
      />
      <Filter
        name="Result"
        any="any"
        value={search.result}
        choices={ACT_RESULTS.map((result) => ({ value: result, words: RESULT_TITLES[result] }))}
        onChoose={(result) => onChange({ result })}
      />
    </>
  )
}

type DayProps = { readonly name: string; readonly value: string | undefined; readonly onChoose: (day: string | undefined) => void }

function Day({ name, value, onChoose }: DayProps) {
  return (
    <label className="log-day">
      {name}
      <input
        type="date"
        className="mantine-Input-input"
        value={value ?? ''}
        onChange={({ currentTarget }) => onChoose(currentTarget.value === '' ? undefined : currentTarget.value)}
      />
    </label>
  )
}
