import { IconTag } from '@tabler/icons-react'
import { TYPE_NAMES } from '../../tickets/status-names.ts'
import type { LineOf } from './line-of.ts'
import { Actor, SystemLine } from './system-line.tsx'

export function TypeChange({ line: { author, change, occurredAt } }: { readonly line: LineOf<'type-change'> }) {
  return (
    <SystemLine glyph={IconTag} occurredAt={occurredAt}>
      <Actor name={author.name} /> changed the type from {TYPE_NAMES[change.from]} to <b>{TYPE_NAMES[change.to]}</b>
    </SystemLine>
  )
}
