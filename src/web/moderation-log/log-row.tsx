import {
  IconAlertCircle,
  IconAlertTriangle,
  IconChevronDown,
  IconChevronUp,
  IconCircleCheck,
  IconClock,
  IconEye,
  IconEyeOff,
  IconMessageCircle,
  IconMessage2,
  IconPencil,
  IconThumbUp,
  IconTrash,
  IconUserCheck,
  IconUserOff,
  type Icon,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import type { PublicActName } from '#domain/acts/act-name.ts'
import type { ActResult } from '#domain/acts/result.ts'
import type { LogEntry } from '../api/types.ts'
import { Avatar } from '../ui/avatar.tsx'
import { fullTime, sentenceTime } from '../ui/format-time.ts'
import { Evidence } from './evidence.tsx'
import { ACT_TITLES, entryWords, onWords, resultWords } from './log-words.ts'

const ACT_ICONS: Readonly<Record<PublicActName, Icon>> = {
  reply: IconMessageCircle,
  'reply-privately': IconMessage2,
  edit: IconPencil,
  remove: IconTrash,
  hide: IconEyeOff,
  show: IconEye,
  like: IconThumbUp,
  unlike: IconThumbUp,
  block: IconUserOff,
  unblock: IconUserCheck,
}

const RESULT_ICONS: Readonly<Record<ActResult, Icon>> = {
  done: IconCircleCheck,
  refused: IconAlertCircle,
  waiting: IconClock,
  unsure: IconAlertTriangle,
}

/** One entry; opened, with all that is kept of it beneath. */
export function LogRow({ entry, now }: { readonly entry: LogEntry; readonly now: Date }) {
  const [isOpen, setIsOpen] = useState(false)
  const evidenceId = useId()
  const at = new Date(entry.at)
  const when = sentenceTime(at, now)
  const [ActIcon, ResultIcon, Chevron] = [ACT_ICONS[entry.act], RESULT_ICONS[entry.result], isOpen ? IconChevronUp : IconChevronDown]
  const who = entry.by.name ?? 'Account is gone'
  return (
    <>
      <tr data-open={isOpen || undefined}>
        <td>
          <time dateTime={entry.at} title={fullTime(at)}>
            {capital(when)}
          </time>
        </td>
        <td>
          <span className="who">
            <Avatar name={who} size={24} />
            <bdi>{who}</bdi>
          </span>
        </td>
        <td>
          <span className="what">
            <ActIcon size={16} aria-hidden="true" />
            {ACT_TITLES[entry.act]}
          </span>
        </td>
        <td className="on">
          <On entry={entry} />
        </td>
        <td>
          <span className="result" data-result={entry.result}>
            <ResultIcon size={16} aria-hidden="true" />
            <span>{resultWords(entry)}</span>
          </span>
        </td>
        <td>
          <button
            type="button"
            className="expand"
            aria-expanded={isOpen}
            aria-controls={isOpen ? evidenceId : undefined}
            aria-label={entryWords(entry, when)}
            onClick={() => setIsOpen(!isOpen)}
          >
            <Chevron size={16} aria-hidden="true" />
          </button>
        </td>
      </tr>
      {isOpen ? (
        <tr className="more" id={evidenceId}>
          <td colSpan={6}>
            <Evidence entry={entry} />
          </td>
        </tr>
      ) : null}
    </>
  )
}

function On({ entry }: { readonly entry: LogEntry }) {
  const { ticket, target, newWords, newBeside, act } = entry
  return (
    <>
      <bdi>{onWords(entry)}</bdi>{' '}
      {ticket === null ? null : (
        <Link className="link" to="/tickets/$folder/$ticketId" params={{ folder: 'all', ticketId: ticket.id }}>
          #{ticket.number}
        </Link>
      )}
      <span className="words" dir="auto">
        {act === 'reply' || act === 'reply-privately' ? <Quoted text={newWords ?? ''} /> : <Quoted text={target?.words ?? ''} />}
        {newBeside.length === 0 ? null : ` + ${newBeside.join(', ')}`}
        {act === 'edit' ? (
          <>
            {' → '}
            <Quoted text={newWords ?? ''} />
          </>
        ) : null}
      </span>
    </>
  )
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1)
}

const LONGEST = 120

function Quoted({ text }: { readonly text: string }) {
  if (text === '') {
    return null
  }
  const characters = Array.from(text)
  return <bdi>“{characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : text}”</bdi>
}
