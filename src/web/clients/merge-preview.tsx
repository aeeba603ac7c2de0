import { Button } from '@mantine/core'
import { IconArrowsExchange, IconGitMerge, IconPlus } from '@tabler/icons-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { wordsOf } from '../api/desk-problem.ts'
import type { Client } from '../api/types.ts'
import { Avatar } from '../ui/avatar.tsx'
import { FormError } from '../ui/form-error.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { nameOf, ticketsWords } from './client-words.ts'
import { useMergeClients } from './clients-queries.ts'
import { mergeSummary, type Addition } from './merge-summary.ts'

type MergePreviewProps = {
  /** As they were before anything was done. */
  readonly clients: readonly [Client, Client]
  readonly onBack: () => void
  readonly onCancel: () => void
  readonly onMerged: (merged: Client, joined: { readonly id: string; readonly name: string }) => void
}

/** Step 2: who stays, and what the other brings along. */
export function MergePreview({ clients, onBack, onCancel, onMerged }: MergePreviewProps) {
  const [isSwapped, setSwapped] = useState(false)
  const merge = useMergeClients()
  const heading = useRef<HTMLHeadingElement>(null)
  const [staying, joining] = isSwapped ? [clients[1], clients[0]] : clients
  useEffect(() => heading.current?.focus(), [])

  function confirm(): void {
    merge.mutate(
      { stayingId: staying.id, joiningId: joining.id },
      { onSuccess: (merged) => onMerged(merged, { id: joining.id, name: nameOf(joining) }) },
    )
  }

  return (
    <>
      <section>
        <h3 ref={heading} tabIndex={-1}>
          Merge with… <span className="end">step 2 of 2</span>
        </h3>
        <div className="survive">
          <Party client={staying} stays />
          <IconButton label="Swap which one stays" onClick={() => setSwapped(!isSwapped)}>
            <IconArrowsExchange size={18} aria-hidden="true" />
          </IconButton>
          <Party client={joining} />
        </div>
      </section>
      <AfterMerging staying={staying} joining={joining} />
      <section>
        <p className="merge-word">Nothing is deleted. You can split them again at any time.</p>
        <FormError message={merge.isError ? wordsOf(merge.error) : undefined} />
        <div className="buttons">
          <Button
            size="xs"
            variant="filled"
            leftSection={<IconGitMerge size={16} aria-hidden="true" />}
            disabled={merge.isPending}
            onClick={confirm}
          >
            Merge
          </Button>
          <Button size="xs" onClick={onBack}>
            Back
          </Button>
          <Button size="xs" variant="quiet" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </section>
    </>
  )
}

function Party({ client, stays = false }: { readonly client: Client; readonly stays?: boolean }) {
  const name = nameOf(client)
  return (
    <div className="party" data-stays={stays || undefined}>
      <Avatar name={name} pictureUrl={client.pictureUrl ?? undefined} />
      <b>
        <bdi>{name}</bdi>
      </b>
      <small>
        {stays ? 'stays' : 'joins'} · {ticketsWords(client.ticketCount)}
      </small>
    </div>
  )
}

function AfterMerging({ staying, joining }: { readonly staying: Client; readonly joining: Client }) {
  const summary = mergeSummary(staying, joining)
  return (
    <section>
      <h3>After merging</h3>
      <dl className="facts sum">
        <Row name="Name">
          <bdi>{summary.name}</bdi>
        </Row>
        <Row name="E-mail">
          <Added addition={summary.email} />
        </Row>
        <Row name="Phone">
          <Added addition={summary.phone} isNumber />
        </Row>
        <Row name="Known as">
          <Added addition={summary.knownAs} />
        </Row>
        <Row name="Tickets">
          <span>
            <span className="num">{summary.tickets.stays}</span>{' '}
            <Plus>
              <span className="num">{summary.tickets.adds}</span>
            </Plus>
          </span>
        </Row>
        <Row name="Note">
          <Added addition={summary.notes} isQuoted />
        </Row>
        {summary.becomesVip ? (
          <Row name="VIP">
            <Plus>Becomes a VIP</Plus>
          </Row>
        ) : null}
      </dl>
    </section>
  )
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

type AddedProps = { readonly addition: Addition; readonly isNumber?: boolean; readonly isQuoted?: boolean }

function Added({ addition: { stays, adds, isSame }, isNumber = false, isQuoted = false }: AddedProps) {
  if (stays.length === 0 && adds.length === 0) {
    return <span className="faint">None</span>
  }
  const shown = (value: string) => <bdi className={isNumber ? 'num' : undefined}>{isQuoted ? `“${value}”` : value}</bdi>
  return (
    <ul className="reach">
      {stays.map((value, place) => (
        <li key={`stays ${place}`}>
          {shown(value)}
          {isSame ? <small>same in both</small> : null}
        </li>
      ))}
      {adds.map((value, place) => (
        <li key={`adds ${place}`}>
          <Plus>{shown(value)}</Plus>
        </li>
      ))}
    </ul>
  )
}

/** What comes with the one who joins: told by sign and word, not by colour alone. */
function Plus({ children }: { readonly children: ReactNode }) {
  return (
    <span className="adds">
      <IconPlus size={14} aria-hidden="true" />
      <span className="sr">added: </span>
      {children}
    </span>
  )
}
