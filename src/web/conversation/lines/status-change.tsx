import { IconArrowsExchange } from '@tabler/icons-react'
import { STATUS_NAMES } from '../../tickets/status-names.ts'
import type { LineOf } from './line-of.ts'
import { Actor, SystemLine } from './system-line.tsx'

export function StatusChange({ line: { author, change, occurredAt } }: { readonly line: LineOf<'status-change'> }) {
  return (
    <SystemLine glyph={IconArrowsExchange} occurredAt={occurredAt}>
      <Actor name={author.name} /> changed the status from {STATUS_NAMES[change.from]} to <b>{STATUS_NAMES[change.to]}</b>
    </SystemLine>
  )
}
