import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useState } from 'react'
import type { ActUpon } from '#api/conversation/contract.ts'
import { ActLine } from './act-line.tsx'

type HistoryProps = { readonly acts: readonly ActUpon[]; readonly who: string }

/** Whatever was ever done to a line, also what was undone since: the oldest first. */
export function ActHistory({ acts, who }: HistoryProps) {
  const [isOpen, setIsOpen] = useState(false)
  const Chevron = isOpen ? IconChevronUp : IconChevronDown
  return (
    <>
      <button type="button" className="act-history" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        All actions ({acts.length})
        <Chevron size={14} aria-hidden="true" />
      </button>
      {isOpen ? (
        <ol aria-label="All actions">
          {acts.map((done) => (
            <li key={done.id}>
              <ActLine done={done} who={who} />
            </li>
          ))}
        </ol>
      ) : null}
    </>
  )
}
