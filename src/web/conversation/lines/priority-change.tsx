import { IconFlag } from '@tabler/icons-react'
import { PRIORITY_NAMES } from '../../tickets/status-names.ts'
import type { LineOf } from './line-of.ts'
import { Actor, SystemLine } from './system-line.tsx'

export function PriorityChange({ line: { author, change, occurredAt } }: { readonly line: LineOf<'priority-change'> }) {
  return (
    <SystemLine glyph={IconFlag} occurredAt={occurredAt}>
      <Actor name={author.name} /> changed the priority from {PRIORITY_NAMES[change.from]} to <b>{PRIORITY_NAMES[change.to]}</b>
    </SystemLine>
  )
}
