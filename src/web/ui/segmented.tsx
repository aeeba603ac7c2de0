import { useId, type ReactNode } from 'react'

type Segment<Value extends string> = {
  readonly value: Value
  readonly label: string
  readonly icon?: ReactNode
  readonly title?: string | undefined
}

type SegmentedProps<Value extends string> = {
  readonly label: string
  readonly value: Value
  readonly segments: readonly Segment<Value>[]
  /** `isByPointer`: chosen with mouse or finger; the arrows of a keyboard keep the focus where it is. */
  readonly onChange: (value: Value, isByPointer: boolean) => void
}

/** A few exclusive choices side by side. */
export function Segmented<Value extends string>({ label, value, segments, onChange }: SegmentedProps<Value>) {
  const name = useId()
  return (
    <fieldset className="modes" aria-label={label}>
      {segments.map((segment) => (
        <label key={segment.value} className="mode" title={segment.title}>
          <input
            type="radio"
            name={name}
            checked={segment.value === value}
            onChange={(event) => onChange(segment.value, event.nativeEvent instanceof UIEvent && event.nativeEvent.detail > 0)}
          />
          {segment.icon}
          {segment.label}
        </label>
      ))}
    </fieldset>
  )
}
