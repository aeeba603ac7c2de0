import { Button } from '@mantine/core'
import { IconArchive, IconEyeOff, IconLock, IconPlugConnectedX, IconPower } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Ticket } from '../api/types.ts'
import { useMay } from '../session/session.ts'
import { sentenceTime } from '../ui/format-time.ts'
import { shortName } from './client-name.ts'
import type { ReplyLock } from './reply-lock.ts'

type ComposerLockProps = { readonly ticket: Ticket; readonly lock: ReplyLock; readonly now: Date; readonly onComment: () => void }

/** In place of the field: why nobody can write to the customer now, and what still can be done. */
export function ComposerLock({ ticket, lock, now, onComment }: ComposerLockProps) {
  const words = lockWords(ticket, lock, now)
  const mayManage = useMay('workspace.manage')
  return (
    <div className="composer" data-locked>
      <div className="lock">
        <output className="sr">{words.head}</output>
        <p className="head">
          {words.icon}
          {words.head}
        </p>
        <p className="muted">{words.body}</p>
        <div className="buttons">
          <Button size="xs" leftSection={<IconEyeOff size={16} aria-hidden="true" />} onClick={onComment}>
            Internal comment
          </Button>
          {mayManage && lock.kind === 'disconnected' ? (
            <Button size="xs" renderRoot={(props) => <Link to="/settings/channels" {...props} />}>
              See why
            </Button>
          ) : null}
          {mayManage && lock.kind === 'switched-off' ? (
            <Button size="xs" renderRoot={(props) => <Link to="/settings/extensions" {...props} />}>
              Extensions
            </Button>
          ) : null}
        </div>
      </div>
    </div>
  )
}

type LockWords = { readonly icon: ReactNode; readonly head: string; readonly body: string }

function lockWords(ticket: Ticket, lock: ReplyLock, now: Date): LockWords {
  const who = shortName(ticket.client)
  switch (lock.kind) {
    case 'not-allowed':
      return {
        icon: <IconLock size={18} aria-hidden="true" />,
        head: 'You read and comment here',
        body: 'Your role is internal employee. Answering customers takes the role Agent, which an administrator can give you.',
      }
    case 'ticket-over':
      return {
        icon: <IconArchive size={18} aria-hidden="true" />,
        head: ticket.status === 'deleted' ? 'This ticket is deleted' : 'This ticket is closed',
        body: `It takes no more replies. When ${who} writes again, a new ticket begins.`,
      }
    case 'switched-off':
      return {
        icon: <IconPower size={18} aria-hidden="true" />,
        head: 'Facebook is switched off',
        body: 'What customers write is kept. Nobody can answer until an administrator switches the extension on again.',
      }
    case 'disconnected':
      return {
        icon: <IconPlugConnectedX size={18} aria-hidden="true" />,
        head: `${ticket.channel.name} is disconnected`,
        body: 'Nothing can be sent until an administrator reconnects this Page.',
      }
    case 'never-opened':
      return {
        icon: <IconLock size={18} aria-hidden="true" />,
        head: `Facebook does not let us write to ${who} yet`,
        body: `A Page may write only after the person has. When ${who} writes, 24 hours begin.`,
      }
    case 'window-closed':
      return {
        icon: <IconLock size={18} aria-hidden="true" />,
        head: `The 24 hours ended ${sentenceTime(lock.since, now)}`,
        body: `Facebook lets nobody write here now. When ${who} writes again, 24 hours start anew.`,
      }
  }
}
