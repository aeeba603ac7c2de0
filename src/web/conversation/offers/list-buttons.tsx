import { IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { IconButton } from '../../ui/icon-button.tsx'

type PlaceProps = {
  /** "quick reply 2". */
  readonly name: string
  /** Undefined of the first: it cannot come earlier. */
  readonly onUp: (() => void) | undefined
  /** Undefined of the only one: all of it is removed at the head. */
  readonly onRemove: (() => void) | undefined
}

/** What can be done with one of several. */
export function PlaceButtons({ name, onUp, onRemove }: PlaceProps) {
  return (
    <span className="place-buttons">
      {onUp && (
        <IconButton label={`Move ${name} up`} onClick={onUp}>
          <IconArrowUp size={16} aria-hidden="true" />
        </IconButton>
      )}
      {onRemove && (
        <IconButton label={`Remove ${name}`} onClick={onRemove}>
          <IconX size={16} aria-hidden="true" />
        </IconButton>
      )}
    </span>
  )
}

type AnotherProps = { readonly name: string; readonly count: number; readonly limit: number; readonly onAdd: () => void }

/** Nothing once there are as many as Facebook takes. */
export function AnotherButton({ name, count, limit, onAdd }: AnotherProps) {
  return count >= limit ? null : (
    <button type="button" className="link another" onClick={onAdd}>
      <IconPlus size={14} aria-hidden="true" />
      {count === 0 ? 'Add a' : 'Another'} {name} ({count} of {limit})
    </button>
  )
}

/** The one at this place comes before the one that stood before it. */
export function movedUp<Each>(all: readonly Each[], index: number): Each[] {
  const moved = [...all]
  moved.splice(index - 1, 0, ...moved.splice(index, 1))
  return moved
}
