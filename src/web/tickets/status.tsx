import {
  IconArchive,
  IconBan,
  IconChevronDown,
  IconChevronsUp,
  IconChevronUp,
  IconCircleCheck,
  IconCircleDot,
  IconEqual,
  IconHourglass,
  IconPlayerPause,
  IconSparkles,
  IconTrash,
  type Icon,
} from '@tabler/icons-react'
import type { TicketPriority, TicketStatus } from '../api/types.ts'
import { PRIORITY_NAMES, STATUS_NAMES } from './status-names.ts'

const STATUS_ICONS: Readonly<Record<TicketStatus, Icon>> = {
  new: IconSparkles,
  open: IconCircleDot,
  pending: IconHourglass,
  'on-hold': IconPlayerPause,
  solved: IconCircleCheck,
  closed: IconArchive,
  spam: IconBan,
  deleted: IconTrash,
}

const PRIORITY_ICONS: Readonly<Record<TicketPriority, Icon>> = {
  low: IconChevronDown,
  medium: IconEqual,
  urgent: IconChevronUp,
  extreme: IconChevronsUp,
}

/** A ticket's status: glyph and word, never colour alone. */
export function StatusMark({ status }: { readonly status: TicketStatus }) {
  return (
    <span className="status" data-status={status}>
      <StatusGlyph status={status} size={14} />
      {STATUS_NAMES[status]}
    </span>
  )
}

export function StatusGlyph({ status, size }: { readonly status: TicketStatus; readonly size: number }) {
  const Glyph = STATUS_ICONS[status]
  return <Glyph size={size} aria-hidden="true" className="status-glyph" data-status={status} />
}

export function PriorityMark({ priority }: { readonly priority: TicketPriority }) {
  const Glyph = PRIORITY_ICONS[priority]
  return (
    <span className="priority" data-priority={priority}>
      <Glyph size={14} aria-hidden="true" />
      {PRIORITY_NAMES[priority]}
    </span>
  )
}

/** Where there is no room for the word it stands on hover and for a screen reader. */
export function PriorityGlyph({ priority }: { readonly priority: TicketPriority }) {
  const Glyph = PRIORITY_ICONS[priority]
  return (
    <span className="priority" data-priority={priority} title={PRIORITY_NAMES[priority]}>
      <Glyph size={16} aria-hidden="true" />
      <span className="sr">{PRIORITY_NAMES[priority]}</span>
    </span>
  )
}
