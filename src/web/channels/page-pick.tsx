import { IconLock } from '@tabler/icons-react'
import type { Channel, OfferedPage } from '../api/types.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Check } from '../ui/check.tsx'
import { useNow } from '../ui/use-now.ts'
import { permissionsMissingAt } from './channel-problems.ts'
import { ChannelState } from './channel-state.tsx'

type PagePickProps = {
  readonly page: OfferedPage
  readonly channels: readonly Channel[] | undefined
  readonly isTicked: boolean
  readonly onToggle: () => void
}

/** One Page of the person: can be ticked, or greyed with the reason. */
export function PagePick({ page, channels, isTicked, onToggle }: PagePickProps) {
  const now = useNow(60_000)
  const canPick = isPickable(page)
  const channel = channelOf(page, channels)
  return (
    <label className="pick" htmlFor={`tick-${page.id}`} data-off={!canPick || undefined}>
      <Check
        id={`tick-${page.id}`}
        label={page.name}
        isChecked={isTicked}
        isDisabled={!canPick}
        onChange={onToggle}
        describedBy={`page-${page.id}`}
      />
      <Avatar name={page.name} size={40} shape="page" pictureUrl={page.pictureUrl ?? undefined} />
      <span>
        <b dir="auto">{page.name}</b>
        <small className={canPick ? undefined : 'reason'} id={`page-${page.id}`}>
          {canPick ? null : <IconLock size={14} aria-hidden="true" />}
          <span>{wordsOfPage(page, channel, isTicked)}</span>
        </small>
      </span>
      {channel === undefined ? <span /> : <ChannelState channel={channel} now={now} />}
    </label>
  )
}

/** A Page that is a channel already may be ticked again, which renews its key. */
export function isPickable(page: OfferedPage): boolean {
  return page.eligibility.kind === 'eligible'
}

function wordsOfPage(page: OfferedPage, channel: Channel | undefined, isTicked: boolean): string {
  switch (page.eligibility.kind) {
    case 'eligible':
      return page.channelId === null ? (page.category ?? 'Page') : wordsOfChannel(channel, isTicked)
    case 'not-published':
      return 'Not published. Publish the Page on Facebook, then log in again.'
    case 'not-administered':
      return 'You need full control of this Page on Facebook.'
    case 'held-elsewhere':
      return 'Already connected to another workspace of this desk.'
  }
}

function wordsOfChannel(channel: Channel | undefined, isTicked: boolean): string {
  const act = isTicked ? 'Confirm' : 'Tick'
  if (channel?.state === 'disconnected') {
    return `Connected before. ${act} to connect it again.`
  }
  return channel !== undefined && permissionsMissingAt(channel).length > 0
    ? `Connected here, with a permission missing. ${act} to try it with this login.`
    : `Connected here. ${act} to renew its key.`
}

function channelOf(page: OfferedPage, channels: readonly Channel[] | undefined): Channel | undefined {
  return page.channelId === null ? undefined : channels?.find((channel) => channel.id === page.channelId)
}
