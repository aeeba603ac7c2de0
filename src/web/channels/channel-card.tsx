import {
  IconArrowRight,
  IconCircleCheck,
  IconClock,
  IconClockExclamation,
  IconKey,
  IconLock,
  IconMessages,
  IconPlugConnectedX,
  IconPower,
  IconQuestionMark,
  IconUser,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Channel } from '../api/types.ts'
import { Avatar } from '../ui/avatar.tsx'
import { fullTime, sentenceTime, timeAgo } from '../ui/format-time.ts'
import { Pill } from '../ui/pill.tsx'
import { daysUntil, keyExpiresSoon, keyWords } from './channel-words.ts'
import { ConnectButton } from './connect-button.tsx'

type ChannelCardProps = { readonly channel: Channel; readonly now: Date }

/** One source: its state, its key, its last sign of life, and what mends it. */
export function ChannelCard({ channel, now }: ChannelCardProps) {
  const isFacebook = channel.kind === 'facebook'
  const needsReconnect = channel.state === 'disconnected' || channel.problem !== null
  return (
    <article className="channel" aria-label={channel.name}>
      <Avatar name={channel.name} size={40} shape="page" pictureUrl={channel.pictureUrl ?? undefined} />
      <h3 className="title">
        <span dir="auto">{channel.name}</span>
        <StatePill channel={channel} now={now} />
      </h3>
      <p className="line">{isFacebook ? <FacebookFacts channel={channel} now={now} /> : <ChatFacts />}</p>
      <Why channel={channel} now={now} />
      {isFacebook && needsReconnect ? (
        <div className="buttons">
          <ConnectButton variant="default" size="xs">
            Reconnect
          </ConnectButton>
        </div>
      ) : null}
      {isFacebook && !needsReconnect && keyExpiresSoon(channel, now) ? (
        <div className="buttons">
          <ConnectButton variant="default" size="xs">
            Renew key
          </ConnectButton>
        </div>
      ) : null}
    </article>
  )
}

function StatePill({ channel, now }: ChannelCardProps) {
  if (channel.state === 'switched-off') {
    return <Pill icon={<IconPower size={14} aria-hidden="true" />}>Switched off</Pill>
  }
  if (channel.state === 'disconnected') {
    return (
      <Pill tone="bad" icon={<IconPlugConnectedX size={14} aria-hidden="true" />}>
        Disconnected
      </Pill>
    )
  }
  if (channel.problem?.kind === 'permission-missing') {
    return (
      <Pill tone="bad" icon={<IconLock size={14} aria-hidden="true" />}>
        Permission missing
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

function FacebookFacts({ channel, now }: ChannelCardProps) {
  const heardAt = channel.lastEventAt === null ? undefined : new Date(channel.lastEventAt)
  return (
    <>
      <Fact icon={<IconKey size={14} aria-hidden="true" />} title={keyTitle(channel)}>
        {keyWords(channel, now)}
      </Fact>
      <Fact icon={<IconClock size={14} aria-hidden="true" />} title={heardAt === undefined ? undefined : fullTime(heardAt)}>
        {heardAt === undefined ? 'Nothing received yet' : `Last event ${timeAgo(heardAt, now)}`}
      </Fact>
      <Fact icon={<IconArrowRight size={14} aria-hidden="true" />}>Tickets</Fact>
      {channel.connectedBy === null ? null : (
        <Fact icon={<IconUser size={14} aria-hidden="true" />}>Connected by {channel.connectedBy}</Fact>
      )}
      {channel.notUnderstoodCount > 0 ? (
        <Fact icon={<IconQuestionMark size={14} aria-hidden="true" />}>{channel.notUnderstoodCount} not understood yet, kept</Fact>
      ) : null}
    </>
  )
}

function ChatFacts() {
  return <Fact icon={<IconMessages size={14} aria-hidden="true" />}>Chat</Fact>
}

function Fact({ icon, title, children }: { readonly icon: ReactNode; readonly title?: string | undefined; readonly children: ReactNode }) {
  return (
    <span title={title}>
      {icon}
      {children}
    </span>
  )
}

function Why({ channel, now }: ChannelCardProps) {
  const { problem } = channel
  if (problem === null) {
    return null
  }
  if (problem.kind === 'permission-missing') {
    return (
      <p className="why">
        The permission <span className="mono">{problem.permission}</span> was not granted. Reconnect and leave every permission on.
      </p>
    )
  }
  const numbers = [problem.code, problem.subcode].filter((number) => number !== undefined).join(' / ')
  return (
    <>
      <p className="why">
        <b>Facebook refuses this Page’s key since {sentenceTime(new Date(problem.since), now)}.</b> Nothing is sent until somebody
        reconnects. Any administrator of the Page can do it.
      </p>
      {numbers === '' ? null : <p className="codes">Facebook: {numbers}</p>}
    </>
  )
}

function keyTitle(channel: Channel): string | undefined {
  return channel.keyValidUntil === null ? undefined : fullTime(new Date(channel.keyValidUntil))
}
