import { IconArrowRight, IconClock, IconDatabase, IconKey, IconUser } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Channel } from '../api/types.ts'
import { fullTime, timeAgo } from '../ui/format-time.ts'
import { keyWords } from './channel-words.ts'
import { keptWords } from './kept-words.ts'

/** A Page's key, its last sign of life, who connected it, and what it brought that is not shown yet. */
export function ChannelFacts({ channel, now }: { readonly channel: Channel; readonly now: Date }) {
  const heardAt = channel.lastEventAt === null ? undefined : new Date(channel.lastEventAt)
  const kept = keptWords(channel)
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
      {kept === undefined ? null : (
        <Fact
          icon={<IconDatabase size={14} aria-hidden="true" />}
          title="This version cannot show these. They are kept as Facebook sent them, and a later version reads them."
        >
          {kept}
        </Fact>
      )}
    </>
  )
}

function Fact({ icon, title, children }: { readonly icon: ReactNode; readonly title?: string | undefined; readonly children: ReactNode }) {
  return (
    <span title={title}>
      {icon}
      {children}
    </span>
  )
}

function keyTitle(channel: Channel): string | undefined {
  return channel.keyValidUntil === null ? undefined : fullTime(new Date(channel.keyValidUntil))
}
