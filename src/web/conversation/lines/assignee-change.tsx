import { IconUserCheck } from '@tabler/icons-react'
import type { LineOf } from './line-of.ts'
import { Actor, SystemLine } from './system-line.tsx'

export function AssigneeChange({ line: { author, change, occurredAt } }: { readonly line: LineOf<'assignee-change'> }) {
  return (
    <SystemLine glyph={IconUserCheck} occurredAt={occurredAt}>
      <Actor name={author.name} /> <Assigned change={change} />
    </SystemLine>
  )
}

function Assigned({ change }: Pick<LineOf<'assignee-change'>, 'change'>) {
  if (change.isOwn) {
    return 'self-assigned this'
  }
  if (change.to === null) {
    return `unassigned ${change.from ?? 'a colleague'}`
  }
  return (
    <>
      assigned this to <b dir="auto">{change.to}</b>
    </>
  )
}
