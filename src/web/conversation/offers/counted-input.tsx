import type { KeyboardEventHandler } from 'react'

type Props = {
  readonly label: string
  readonly value: string
  readonly limit: number
  /** What stands above it for everybody; the label tells more to those who hear it. */
  readonly shown?: string
  readonly onChange: (value: string) => void
  readonly onKeyDown?: KeyboardEventHandler<HTMLInputElement>
}

/** A line of words, counted as Facebook counts. */
export function CountedInput({ label, value, limit, shown, onChange, onKeyDown }: Props) {
  const length = value.trim().length
  const isOver = length > limit
  return (
    <label className="counted">
      {shown !== undefined && <span className="counted-label">{shown}</span>}
      <input
        className="offering-input"
        aria-label={label}
        dir="auto"
        value={value}
        aria-invalid={isOver || undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span className="counter" data-level={isOver ? 'over' : 'plain'} aria-hidden="true">
        {length} / {limit}
      </span>
    </label>
  )
}

type PlainProps = Pick<Props, 'label' | 'value' | 'onChange'> & { readonly placeholder: string; readonly type: 'url' | 'tel' }

/** Where something leads. */
export function TargetInput({ label, value, onChange, placeholder, type }: PlainProps) {
  return (
    <label className="counted">
      <span className="counted-label">{label}</span>
      <input
        className="offering-input"
        type={type}
        dir="ltr"
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  )
}
