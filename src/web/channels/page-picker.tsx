import { Button, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconPlug, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ImportDays } from '#domain/channels/history-import.ts'
import { wordsOf } from '../api/desk-problem.ts'
import type { Authorisation, OfferedPage } from '../api/types.ts'
import { Banner } from '../ui/banner.tsx'
import { Check } from '../ui/check.tsx'
import { Empty } from '../ui/empty.tsx'
import { FormError } from '../ui/form-error.tsx'
import { showToast } from '../ui/toast-store.ts'
import { channelsQuery, useConnectPages } from './channels-queries.ts'
import { ConnectButton } from './connect-button.tsx'
import { connectedToast } from './connected-toast.ts'
import { HistoryChoice } from './history-choice.tsx'
import { CutOffNotice, MissingNotices } from './page-notices.tsx'
import { PORTFOLIO_WORDS, PORTFOLIOS } from './permission-words.ts'
import { PagePick, isPickable } from './page-pick.tsx'

/** The list with its check boxes, what it leaves out, and Confirm. */
export function PagePicker({ authorisation }: { readonly authorisation: Authorisation }) {
  const pickable = authorisation.pages.filter(isPickable)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [days, setDays] = useState<ImportDays | undefined>(undefined)
  const navigate = useNavigate()
  const connect = useConnectPages(authorisation.id)
  const refusals = connect.data?.refusals ?? []

  function handleConfirm(): void {
    const wish = { pageIds: [...ticked], ...(days === undefined ? {} : { historyDays: days }) }
    connect.mutate(wish, {
      onSuccess: ({ channels: made, refusals: refused }) => {
        if (made.length > 0) {
          showToast(connectedToast(made))
        }
        setTicked(new Set())
        if (refused.length === 0) {
          void navigate({ to: '/settings/channels' })
        }
      },
    })
  }

  return (
    <>
      <CutOffNotice authorisation={authorisation} />
      {refusals.map((refusal) => (
        <div className="above" key={refusal.pageId}>
          <Banner tone="bad" icon={<IconAlertTriangle size={18} aria-hidden="true" />}>
            <b>{refusal.name} is not connected.</b> {refusal.title}
          </Banner>
        </div>
      ))}
      {authorisation.pages.length === 0 ? (
        <NoPages authorisation={authorisation} />
      ) : (
        <PageList pages={authorisation.pages} pickable={pickable} ticked={ticked} onTick={setTicked} />
      )}
      {authorisation.pages.length === 0 ? null : <MissingNotices authorisation={authorisation} />}
      {pickable.length === 0 ? null : <HistoryChoice days={days} onChoose={setDays} />}
      <FormError message={connect.isError ? wordsOf(connect.error) : undefined} />
      <div className="buttons below">
        {pickable.length === 0 ? null : (
          <Button variant="filled" size="lg" disabled={ticked.size === 0 || connect.isPending} onClick={handleConfirm}>
            {confirmWords(ticked.size, connect.isPending)}
          </Button>
        )}
        <Button size="lg" renderRoot={(props) => <Link to="/settings/channels" {...props} />}>
          {refusals.length > 0 || pickable.length === 0 ? 'Back to the channels' : 'Cancel'}
        </Button>
      </div>
    </>
  )
}

function NoPages({ authorisation: { personName, missingPermissions } }: { readonly authorisation: Authorisation }) {
  return (
    <div className="card">
      <Empty
        icon={<IconPlug size={28} aria-hidden="true" />}
        title="No Pages to connect"
        action={<ConnectButton isAskingAgain>Edit in Facebook</ConnectButton>}
      >
        {personName} has no Page on Facebook, or none was ticked in Facebook’s window. Press Edit settings there and tick one.
        {missingPermissions.includes(PORTFOLIOS) ? ` ${PORTFOLIO_WORDS}` : ''}
      </Empty>
    </div>
  )
}

type PageListProps = {
  readonly pages: readonly OfferedPage[]
  readonly pickable: readonly OfferedPage[]
  readonly ticked: ReadonlySet<string>
  readonly onTick: (ticked: ReadonlySet<string>) => void
}

function PageList({ pages, pickable, ticked, onTick }: PageListProps) {
  const [query, setQuery] = useState('')
  const { data: channels } = useQuery(channelsQuery)
  const wanted = query.trim().toLocaleLowerCase()
  const shown = inOrder(pages, pickable).filter((page) => page.name.toLocaleLowerCase().includes(wanted))

  function toggle(pageId: string): void {
    onTick(ticked.has(pageId) ? new Set([...ticked].filter((id) => id !== pageId)) : new Set([...ticked, pageId]))
  }

  return (
    <div className="card">
      <div className="pick-head">
        {pickable.length === 0 ? null : (
          <Check
            label="Select all that can be connected"
            isChecked={ticked.size === pickable.length}
            isPartly={ticked.size > 0 && ticked.size < pickable.length}
            onChange={(all) => onTick(new Set(all ? pickable.map((page) => page.id) : []))}
          />
        )}
        <span className="grow">
          {pickable.length === 0 ? null : (
            <>
              <b>
                {ticked.size} of {pickable.length}
              </b>{' '}
              selected ·{' '}
            </>
          )}
          {pages.length} {pages.length === 1 ? 'Page' : 'Pages'} found{pickable.length === 0 ? ', none can be connected' : ''}
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
      {shown.map((page) => (
        <PagePick key={page.id} page={page} channels={channels} isTicked={ticked.has(page.id)} onToggle={() => toggle(page.id)} />
      ))}
      {shown.length === 0 ? <Empty icon={<IconSearch size={28} aria-hidden="true" />} title={`No Page is called “${query}”`} /> : null}
    </div>
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
