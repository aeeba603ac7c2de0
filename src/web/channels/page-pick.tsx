import { IconCircleCheck, IconLock, IconPlugConnectedX } from '@tabler/icons-react'
import type { Channel, OfferedPage } from '../api/types.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Check } from '../ui/check.tsx'
import { Pill } from '../ui/pill.tsx'

type PagePickProps = {
  readonly page: OfferedPage
  readonly channels: readonly Channel[] | undefined
  readonly isTicked: boolean
  readonly onToggle: () => void
}

/** One Page of the person: can be ticked, or greyed with the reason. */
export function PagePick({ page, channels, isTicked, onToggle }: PagePickProps) {
  const canPick = isPickable(page, channels)
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
          <span>{wordsOfPage(page, channel)}</span>
        </small>
      </span>
      <PageState channel={channel} />
    </label>
  )
}

/** A Page that is a channel already may be ticked again, which renews its key. */
export function isPickable(page: OfferedPage, channels: readonly Channel[] | undefined): boolean {
  const channel = channelOf(page, channels)
  return page.eligibility.kind === 'eligible' && (channel !== undefined || page.channelId === null)
}

function PageState({ channel }: { readonly channel: Channel | undefined }) {
  if (channel === undefined) {
    return <span />
  }
  return isBroken(channel) ? (
    <Pill tone="bad" icon={<IconPlugConnectedX size={14} aria-hidden="true" />}>
      Disconnected
    </Pill>
  ) : (
    <Pill tone="ok" icon={<IconCircleCheck size={14} aria-hidden="true" />}>
      Connected
    </Pill>
  )
}

function wordsOfPage(page: OfferedPage, channel: Channel | undefined): string {
  switch (page.eligibility.kind) {
    case 'eligible':
      if (page.channelId === null) {
        return page.category ?? 'Page'
      }
      return channel !== undefined && isBroken(channel)
        ? 'Connected before. Tick to connect it again.'
        : 'Connected here. Tick to renew its key.'
    case 'not-published':
      return 'Not published. Publish the Page on Facebook, then log in again.'
    case 'not-administered':
      return 'You do not manage this Page fully. Full administrative access is needed.'
    case 'held-elsewhere':
      return 'Already connected to another workspace of this desk.'
  }
}

function channelOf(page: OfferedPage, channels: readonly Channel[] | undefined): Channel | undefined {
  return page.channelId === null ? undefined : channels?.find((channel) => channel.id === page.channelId)
}

function isBroken(channel: Channel): boolean {
  return channel.state === 'disconnected' || channel.problem !== null
}
