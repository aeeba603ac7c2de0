import { Button } from '@mantine/core'
import { IconFlask, IconPlugConnectedX, IconWifiOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { useConnection } from '../live/connection.ts'
import { deskQuery, useMay } from '../session/session.ts'
import { Banner } from '../ui/banner.tsx'
import { clockTime } from '../ui/format-time.ts'
import { useBrokenChannels } from './use-broken-channels.ts'

/** One banner at a time, the worst first. */
export function DeskBanner() {
  const connection = useConnection()
  const broken = useBrokenChannels()
  const mayManage = useMay('workspace.manage')
  const { data: desk } = useQuery(deskQuery)
  const { pathname } = useLocation()
  const first = broken[0]

  if (connection.kind === 'lost') {
    return (
      <Banner tone="info" icon={<IconWifiOff size={18} aria-hidden="true" />}>
        <b>Not connected.</b> You see the state of {clockTime(connection.since)}. We catch up by ourselves.
      </Banner>
    )
  }
  // The page of the channels says it itself, and more.
  if (mayManage && first !== undefined && pathname !== '/settings/channels') {
    return (
      <Banner
        tone="bad"
        icon={<IconPlugConnectedX size={18} aria-hidden="true" />}
        action={
          <Button size="xs" renderRoot={(props) => <Link to="/settings/channels" {...props} />}>
            See why
          </Button>
        }
      >
        <b>{broken.length === 1 ? `${first.name} is disconnected.` : `${broken.length} channels are disconnected.`}</b> Nothing is sent
        there until somebody reconnects.
      </Banner>
    )
  }
  if (typeof desk?.sandboxUrl === 'string') {
    const { sandboxUrl } = desk
    return (
      <Banner
        icon={<IconFlask size={18} aria-hidden="true" />}
        action={
          <Button size="xs" component="a" href={sandboxUrl} target="_blank" rel="noreferrer">
            Play the customer
          </Button>
        }
      >
        <b>Sandbox.</b> <span className="banner-more">Facebook is played on this machine; nobody outside is written to.</span>
      </Banner>
    )
  }
  return null
}
