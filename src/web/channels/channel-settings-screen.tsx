import { IconPlugConnectedX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Channel } from '../api/types.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { useNow } from '../ui/use-now.ts'
import { ChannelsCrumb } from './add-channel-screen.tsx'
import { Allowances } from './allowances.tsx'
import { EarlierHistory } from './earlier-history.tsx'
import { EndOfChannel } from './end-of-channel.tsx'
import { ChannelQueue } from './channel-queue.tsx'
import { ChannelState } from './channel-state.tsx'
import { ChannelHistory } from './channel-history.tsx'
import { DeletionProgress } from './deletion-progress.tsx'
import { Connection } from './connection.tsx'
import { Doctor } from './doctor.tsx'
import type { Refusal } from './refusal-words.ts'
import { channelsQuery } from './channels-queries.ts'
import { ChannelTemplates } from '../templates/channel-templates.tsx'
import { TicketSwitches } from './ticket-switches.tsx'
import './channels.css'

type ScreenProps = {
  readonly channelId: string
  /** With this login one came back from Facebook's window. */
  readonly login: string | undefined
  /** With this refusal. */
  readonly refusal: Refusal | undefined
}

/** A Page's key, and what is set for the Page. */
export function ChannelSettingsScreen({ channelId, login, refusal }: ScreenProps) {
  const channels = useQuery(channelsQuery)
  const page = channels.data?.find(({ id, kind }) => id === channelId && kind === 'facebook')
  return (
    <Page
      title={page?.name ?? 'Channel settings'}
      isNarrow
      crumb={<ChannelsCrumb />}
      picture={page && <Avatar name={page.name} size={40} shape="page" pictureUrl={page.pictureUrl ?? undefined} />}
      lead={page && <PageLine page={page} />}
    >
      <Loaded query={channels} what="The channel">
        {() =>
          page?.deletion ? (
            <Going page={page} deletion={page.deletion} />
          ) : page ? (
            <>
              <Connection page={page} login={login} refusal={refusal} />
              <Doctor page={page} />
              <ChannelQueue page={page} />
              <TicketSwitches channelId={page.id} />
              <Allowances channelId={page.id} />
              <ChannelTemplates channelId={page.id} />
              <EarlierHistory page={page} />
              <ChannelHistory channelId={page.id} />
              <EndOfChannel page={page} />
            </>
          ) : (
            <NoSuchPage />
          )
        }
      </Loaded>
    </Page>
  )
}

/** Nothing can be set any more. */
function Going({ page, deletion }: { readonly page: Channel; readonly deletion: NonNullable<Channel['deletion']> }) {
  const now = useNow(60_000)
  return (
    <div className="card">
      <div className="setting">
        <DeletionProgress name={page.name} deletion={deletion} now={now} />
      </div>
    </div>
  )
}

function PageLine({ page }: { readonly page: Channel }) {
  const now = useNow(60_000)
  return (
    <span className="channel-line">
      <ChannelState channel={page} now={now} />
      Facebook Page
    </span>
  )
}

function NoSuchPage() {
  return (
    <div className="card">
      <Empty icon={<IconPlugConnectedX size={28} aria-hidden="true" />} title="There is no such Page">
        It was removed, or the link is wrong. All channels are listed under Channels.
      </Empty>
    </div>
  )
}
