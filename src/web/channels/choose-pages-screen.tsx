import { Button, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconPlug, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { wordsOf } from '../api/desk-problem.ts'
import type { Authorisation, OfferedPage } from '../api/types.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Banner } from '../ui/banner.tsx'
import { Check } from '../ui/check.tsx'
import { Empty } from '../ui/empty.tsx'
import { FormError } from '../ui/form-error.tsx'
import { Page } from '../ui/page.tsx'
import { showToast } from '../ui/toast-store.ts'
import { ChannelsCrumb } from './add-channel-screen.tsx'
import { authorisationQuery, channelsQuery, useConnectPages } from './channels-queries.ts'
import { ConnectButton } from './connect-button.tsx'
import { PagePick, isPickable } from './page-pick.tsx'
import './channels.css'

/** After Facebook's dialog: the person's Pages with check boxes, the others greyed with the reason. */
export function ChoosePagesScreen({ authorisationId }: { readonly authorisationId: string }) {
  const authorisation = useQuery(authorisationQuery(authorisationId))
  const person = authorisation.data?.personName
  return (
    <Page
      title="Choose your Pages"
      lead={person === undefined ? undefined : `Signed in to Facebook as ${person}. Each Page you tick becomes a channel.`}
      isNarrow
      crumb={<ChannelsCrumb />}
    >
      <ol className="progress" aria-label="Steps">
        <li data-state="done">
          <span className="dot">
            <IconCheck size={14} aria-label="Done" />
          </span>
          Facebook login
        </li>
        <li data-state="now" aria-current="step">
          <span className="dot">2</span>Choose Pages
        </li>
        <li>
          <span className="dot">3</span>Confirm
        </li>
      </ol>
      <Loaded query={authorisation} what="The Pages">
        {(data) => (data.missingPermissions.length > 0 ? <TooLittle missing={data.missingPermissions} /> : <Picker authorisation={data} />)}
      </Loaded>
    </Page>
  )
}

function TooLittle({ missing }: { readonly missing: readonly string[] }) {
  return (
    <>
      <Banner tone="warn" icon={<IconAlertTriangle size={18} aria-hidden="true" />}>
        <b>Facebook granted too little, so nothing can be connected.</b> Missing:{' '}
        {missing.map((permission, index) => (
          <span key={permission}>
            {index > 0 ? ', ' : ''}
            <span className="mono">{permission}</span>
          </span>
        ))}
        . Log in once more and leave every switch on.
      </Banner>
      <div className="buttons below">
        <ConnectButton size="lg">Log in again</ConnectButton>
        <Button size="lg" renderRoot={(props) => <Link to="/settings/channels" {...props} />}>
          Cancel
        </Button>
      </div>
    </>
  )
}

function Picker({ authorisation }: { readonly authorisation: Authorisation }) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [query, setQuery] = useState('')
  const navigate = useNavigate()
  const connect = useConnectPages(authorisation.id)
  const { data: channels } = useQuery(channelsQuery)
  const pickable = authorisation.pages.filter((page) => isPickable(page, channels))
  const pages = inOrder(authorisation.pages, pickable).filter((page) =>
    page.name.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase()),
  )
  const refusals = connect.data?.refusals ?? []

  function toggle(pageId: string): void {
    setTicked((before) => (before.has(pageId) ? new Set([...before].filter((id) => id !== pageId)) : new Set([...before, pageId])))
  }

  function handleConfirm(): void {
    connect.mutate([...ticked], {
      onSuccess: ({ channels: made, refusals: refused }) => {
        if (made.length > 0) {
          showToast({ message: made.length === 1 ? `${made[0]?.name} is connected` : `${made.length} Pages are connected` })
        }
        setTicked(new Set())
        if (refused.length === 0) {
          void navigate({ to: '/settings/channels' })
        }
      },
    })
  }

  if (authorisation.pages.length === 0) {
    return (
      <div className="card">
        <Empty icon={<IconPlug size={28} aria-hidden="true" />} title="No Page" action={<ConnectButton>Log in again</ConnectButton>}>
          {authorisation.personName} has no Page on Facebook, or ticked none in Facebook’s window.
        </Empty>
      </div>
    )
  }
  return (
    <>
      {refusals.map((refusal) => (
        <div className="above" key={refusal.pageId}>
          <Banner tone="bad" icon={<IconAlertTriangle size={18} aria-hidden="true" />}>
            <b>{refusal.name} is not connected.</b> {refusal.title}
          </Banner>
        </div>
      ))}
      <div className="card">
        <div className="pick-head">
          <Check
            label="Tick all that can be connected"
            isDisabled={pickable.length === 0}
            isChecked={pickable.length > 0 && ticked.size === pickable.length}
            isPartly={ticked.size > 0 && ticked.size < pickable.length}
            onChange={(wanted) => setTicked(new Set(wanted ? pickable.map((page) => page.id) : []))}
          />
          <span className="grow">
            <b>
              {ticked.size} of {pickable.length}
            </b>{' '}
            ticked · all {authorisation.pages.length} Pages loaded
          </span>
          <TextInput
            aria-label="Find a Page"
            placeholder="Find a Page"
            size="xs"
            leftSection={<IconSearch size={16} aria-hidden="true" />}
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
        </div>
        {pages.map((page) => (
          <PagePick key={page.id} page={page} channels={channels} isTicked={ticked.has(page.id)} onToggle={() => toggle(page.id)} />
        ))}
        {pages.length === 0 ? <Empty icon={<IconSearch size={28} aria-hidden="true" />} title={`No Page is called “${query}”`} /> : null}
      </div>
      <FormError message={connect.isError ? wordsOf(connect.error) : undefined} />
      <div className="page-actions">
        <Button variant="filled" size="lg" disabled={ticked.size === 0 || connect.isPending} onClick={handleConfirm}>
          {confirmWords(ticked.size, connect.isPending)}
        </Button>
        <Button size="lg" renderRoot={(props) => <Link to="/settings/channels" {...props} />}>
          {refusals.length > 0 ? 'To the channels' : 'Cancel'}
        </Button>
      </div>
    </>
  )
}

/** What can be ticked stands first; both halves keep Facebook's order. */
function inOrder(pages: readonly OfferedPage[], pickable: readonly OfferedPage[]): readonly OfferedPage[] {
  return [...pickable, ...pages.filter((page) => !pickable.includes(page))]
}

function confirmWords(count: number, isPending: boolean): string {
  if (isPending) {
    return 'Connecting…'
  }
  return count === 0 ? 'Confirm' : `Confirm ${count} ${count === 1 ? 'Page' : 'Pages'}`
}
