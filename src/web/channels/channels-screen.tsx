import { Button } from '@mantine/core'
import { IconPlug, IconPlus } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { Channel } from '../api/types.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { useNow } from '../ui/use-now.ts'
import { ChannelCard } from './channel-card.tsx'
import { channelHealth, type ChannelHealth } from './channel-words.ts'
import { useShownChannels } from './channels-queries.ts'
import { DeletedChannels } from './deleted-channels.tsx'
import { SetAside } from './set-aside.tsx'
import { RefusalBanner } from './refusal-banner.tsx'
import type { Refusal } from './refusal-words.ts'
import './channels.css'

const GROUPS: readonly { readonly health: ChannelHealth; readonly name: string }[] = [
  { health: 'needs-you', name: 'Needs you' },
  { health: 'watch', name: 'Watch' },
  { health: 'working', name: 'Working' },
  { health: 'later', name: 'Coming later' },
  { health: 'going', name: 'Being deleted' },
]

/** `refusal`: why Facebook's dialog brought nothing. */
export function ChannelsScreen({ refusal }: { readonly refusal: Refusal | undefined }) {
  const channels = useShownChannels()
  const now = useNow(60_000)
  const { shown, close } = useRefusal(refusal)
  return (
    <Page
      title="Channels"
      lead={channels.data === undefined ? 'Where your customers write to you.' : leadOf(channels.data, now)}
      isNarrow
      actions={
        <Button
          variant="filled"
          leftSection={<IconPlus size={16} aria-hidden="true" />}
          renderRoot={(props) => <Link to="/settings/channels/new" {...props} />}
        >
          Add Channel
        </Button>
      }
    >
      {shown === undefined ? null : <RefusalBanner refusal={shown} onClose={close} />}
      <Loaded query={channels} what="The channels">
        {(all) => (all.length === 0 ? <NoChannels /> : <ChannelGroups channels={all} now={now} />)}
      </Loaded>
      <SetAside now={now} />
      <DeletedChannels now={now} />
    </Page>
  )
}

/** Told once: it leaves the address as soon as it is on the screen, so that a reload or a bookmark does not tell it again. */
function useRefusal(told: Refusal | undefined) {
  const [shown, setShown] = useState(told)
  const navigate = useNavigate()
  const isInAddress = told !== undefined
  useEffect(() => {
    if (isInAddress) {
      void navigate({ to: '/settings/channels', search: {}, replace: true })
    }
  }, [isInAddress, navigate])
  return { shown, close: () => setShown(undefined) }
}

function NoChannels() {
  return (
    <div className="card">
      <Empty
        icon={<IconPlug size={28} aria-hidden="true" />}
        title="No channel yet"
        action={<Button renderRoot={(props) => <Link to="/settings/channels/new" {...props} />}>Connect a Page</Button>}
      >
        Connect your Facebook Page, and what customers write to it becomes tickets here.
      </Empty>
    </div>
  )
}

function ChannelGroups({ channels, now }: { readonly channels: readonly Channel[]; readonly now: Date }) {
  const filled = GROUPS.map((group) => ({ ...group, members: channels.filter((each) => channelHealth(each, now) === group.health) }))
  return filled
    .filter((group) => group.members.length > 0)
    .map((group) => (
      <section key={group.health} aria-label={group.name}>
        <h2 className="group-label">{group.name}</h2>
        <div className="channels">
          {group.members.map((channel) => (
            <ChannelCard key={channel.id} channel={channel} now={now} />
          ))}
        </div>
      </section>
    ))
}

function leadOf(channels: readonly Channel[], now: Date): string {
  const inNeed = channels.filter((channel) => channelHealth(channel, now) === 'needs-you').length
  if (inNeed === 0) {
    return 'Where your customers write to you.'
  }
  return `Where your customers write to you. ${inNeed} of ${channels.length} ${inNeed === 1 ? 'needs' : 'need'} you.`
}
