import { Button } from '@mantine/core'
import { IconFlask, IconPlugConnectedX, IconWifiOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { isLoopback } from '#domain/loopback.ts'
import type { Channel } from '../api/types.ts'
import { useConnection } from '../live/connection.ts'
import { deskQuery, useMay } from '../session/session.ts'
import { UnsentBanner, useUnsentNews, useWaitingWords } from '../conversation/unsent-banner.tsx'
import { Banner } from '../ui/banner.tsx'
import { useDeskAhead } from '../ui/desk-time.ts'
import { clockTime, dayAndTime } from '../ui/format-time.ts'
import { useNow } from '../ui/use-now.ts'
import { StorageBanner } from './storage-banner.tsx'
import { SlowedBanner } from './slowed-banner.tsx'
import { useBrokenChannels, useSlowedChannels } from './use-broken-channels.ts'
import { useStorageProblem } from './use-file-storage.ts'

/** One banner at a time, the worst first. */
export function DeskBanner() {
  const connection = useConnection()
  const broken = useBrokenChannels()
  const mayManage = useMay('workspace.manage')
  const { data: desk } = useQuery(deskQuery)
  const { pathname } = useLocation()
  const unsent = useUnsentNews(pathname)
  const waiting = useWaitingWords()
  const storage = useStorageProblem()
  const slowed = useSlowedChannels()

  if (connection.kind === 'lost') {
    return (
      <Banner tone="info" icon={<IconWifiOff size={18} aria-hidden="true" />}>
        <b>Not connected.</b> You see the desk as of {clockTime(connection.since)}. Pagedesk reconnects automatically.{waiting}
      </Banner>
    )
  }
  if (unsent !== undefined) {
    return <UnsentBanner news={unsent} />
  }
  // The page of the channels says it itself, and more; so does that of the one channel.
  if (broken.length > 0 && !(mayManage && (pathname === '/settings/channels' || pathname === settingsOfOnly(broken)))) {
    return <DisconnectedBanner broken={broken} mayManage={mayManage} />
  }
  if (storage) {
    return <StorageBanner problem={storage} />
  }
  if (slowed) {
    return <SlowedBanner {...slowed} />
  }
  if (typeof desk?.sandboxUrl === 'string') {
    return <SandboxBanner sandboxUrl={desk.sandboxUrl} />
  }
  return null
}

/** Where the one that is broken is mended; undefined where several are. */
function settingsOfOnly([first, ...others]: readonly Channel[]): string | undefined {
  return first && others.length === 0 ? `/settings/channels/${first.id}` : undefined
}

type DisconnectedProps = { readonly broken: readonly Channel[]; readonly mayManage: boolean }

function DisconnectedBanner({ broken, mayManage }: DisconnectedProps) {
  const isOne = broken.length === 1
  return (
    <Banner
      tone="bad"
      icon={<IconPlugConnectedX size={18} aria-hidden="true" />}
      action={
        mayManage ? (
          <Button size="xs" renderRoot={(props) => <Link to={settingsOfOnly(broken) ?? '/settings/channels'} {...props} />}>
            See why
          </Button>
        ) : undefined
      }
    >
      <b>{isOne ? `${broken[0]?.name ?? ''} is disconnected.` : `${broken.length} channels are disconnected.`}</b> Nothing can be sent there
      until {mayManage ? 'you reconnect' : 'an administrator reconnects'} {isOne ? 'it' : 'them'}.
    </Banner>
  )
}

function SandboxBanner({ sandboxUrl }: { readonly sandboxUrl: string }) {
  const isAhead = useDeskAhead() !== 0
  const isHere = isLoopback(window.location.hostname) || !isLoopback(new URL(sandboxUrl).hostname)
  return (
    <Banner
      icon={<IconFlask size={18} aria-hidden="true" />}
      action={
        isHere ? (
          <Button size="xs" component="a" href={sandboxUrl} target="_blank" rel="noreferrer">
            Play the customer
          </Button>
        ) : undefined
      }
    >
      <b>Sandbox.</b> {isAhead ? <FollowedClock /> : <SandboxWords isHere={isHere} />}
    </Banner>
  )
}

function SandboxWords({ isHere }: { readonly isHere: boolean }) {
  return isHere ? (
    <span className="banner-more">Facebook is simulated on this computer. No real customer is contacted.</span>
  ) : (
    <span>Facebook is simulated. Customers can be played only on the computer that runs the desk.</span>
  )
}

/** It moves on by itself, which no screen reader should read out. */
function FollowedClock() {
  return <span aria-live="off">The desk follows the sandbox’s clock: {dayAndTime(useNow(60_000))}.</span>
}
