import {
  IconCircleCheck,
  IconCircleDashed,
  IconClockExclamation,
  IconGavel,
  IconHourglassHigh,
  IconLock,
  IconPlugConnectedX,
  IconPower,
  IconTrash,
} from '@tabler/icons-react'
import type { Channel } from '../api/types.ts'
import { Pill } from '../ui/pill.tsx'
import { blockAt, disconnectionOf, permissionsMissingAt } from './channel-problems.ts'
import { daysUntil, keyExpiresSoon } from './channel-words.ts'

/** A channel's state in a glyph and a word, the same wherever the channel is shown. */
export function ChannelState({ channel, now }: { readonly channel: Channel; readonly now: Date }) {
  if (channel.kind === 'chat') {
    return <Pill icon={<IconCircleDashed size={14} aria-hidden="true" />}>Nothing flows yet</Pill>
  }
  return channel.deletion ? (
    <Pill icon={<IconTrash size={14} aria-hidden="true" />}>Being deleted</Pill>
  ) : (
    <PageState channel={channel} now={now} />
  )
}

function PageState({ channel, now }: { readonly channel: Channel; readonly now: Date }) {
  if (channel.state === 'switched-off') {
    return <Pill icon={<IconPower size={14} aria-hidden="true" />}>Switched off</Pill>
  }
  if (channel.state === 'disconnected') {
    return <DisconnectedPill isMeant={disconnectionOf(channel) !== undefined} />
  }
  if (permissionsMissingAt(channel).length > 0) {
    return (
      <Pill tone="bad" icon={<IconLock size={14} aria-hidden="true" />}>
        Permission missing
      </Pill>
    )
  }
  if (blockAt(channel)) {
    return (
      <Pill tone="warn" icon={<IconGavel size={14} aria-hidden="true" />}>
        Blocked by Facebook
      </Pill>
    )
  }
  if (channel.pausedUntil !== null && new Date(channel.pausedUntil) > now) {
    return (
      <Pill tone="warn" icon={<IconHourglassHigh size={14} aria-hidden="true" />}>
        Slowed down
      </Pill>
    )
  }
  if (channel.keyValidUntil !== null && keyExpiresSoon(channel, now)) {
    const days = daysUntil(new Date(channel.keyValidUntil), now)
    return (
      <Pill tone="warn" icon={<IconClockExclamation size={14} aria-hidden="true" />}>
        {days === 0 ? 'Key expires today' : `Key expires in ${days} ${days === 1 ? 'day' : 'days'}`}
      </Pill>
    )
  }
  return (
    <Pill tone="ok" icon={<IconCircleCheck size={14} aria-hidden="true" />}>
      Healthy
    </Pill>
  )
}

/** Red only where it broke. */
function DisconnectedPill({ isMeant }: { readonly isMeant: boolean }) {
  return (
    <Pill tone={isMeant ? 'plain' : 'bad'} icon={<IconPlugConnectedX size={14} aria-hidden="true" />}>
      Disconnected
    </Pill>
  )
}
