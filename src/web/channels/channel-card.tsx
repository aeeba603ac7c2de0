import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Channel } from '../api/types.ts'
import { Avatar } from '../ui/avatar.tsx'
import { ChannelFacts } from './channel-facts.tsx'
import { ChannelState } from './channel-state.tsx'
import { ChannelWhy } from './channel-why.tsx'
import { permissionsMissingAt } from './channel-problems.ts'
import { keyExpiresSoon, needsReconnect } from './channel-words.ts'
import { ChatActs } from './chat-acts.tsx'
import { ConnectButton } from './connect-button.tsx'
import { DeletionProgress } from './deletion-progress.tsx'

type ChannelCardProps = { readonly channel: Channel; readonly now: Date }

/** One source: its state, its key, its last sign of life, and what mends it. */
export function ChannelCard({ channel, now }: ChannelCardProps) {
  return (
    <article className="channel" aria-label={channel.name}>
      <Avatar name={channel.name} size={40} shape="page" pictureUrl={channel.pictureUrl ?? undefined} />
      <h3 className="title">
        <span dir="auto">{channel.name}</span>
        <ChannelState channel={channel} now={now} />
      </h3>
      {channel.kind === 'chat' ? (
        <>
          <p className="line">Chats come in a later version. You can name the channel now.</p>
          <ChatActs channel={channel} />
        </>
      ) : channel.deletion ? (
        <DeletionProgress name={channel.name} deletion={channel.deletion} now={now} />
      ) : (
        <>
          <p className="line">
            <ChannelFacts channel={channel} now={now} />
          </p>
          <ChannelWhy channel={channel} now={now} />
          <PageActs channel={channel} now={now} />
        </>
      )}
    </article>
  )
}

function PageActs({ channel, now }: ChannelCardProps) {
  const isBroken = needsReconnect(channel)
  return (
    <div className="buttons">
      {isBroken || keyExpiresSoon(channel, now) ? (
        <ConnectButton variant="default" size="xs" channelId={channel.id} isAskingAgain={permissionsMissingAt(channel).length > 0}>
          {isBroken ? 'Reconnect' : 'Renew key'}
        </ConnectButton>
      ) : null}
      <Button
        size="xs"
        aria-label={`Settings of ${channel.name}`}
        renderRoot={(props) => <Link to="/settings/channels/$channelId" params={{ channelId: channel.id }} {...props} />}
      >
        Settings
      </Button>
    </div>
  )
}
