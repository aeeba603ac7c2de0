import { Button } from '@mantine/core'
import { IconArrowsSplit2, IconGitMerge, IconMessage2, IconMessageCircle, IconMessages } from '@tabler/icons-react'
import type { Client } from '../api/types.ts'
import { useMay } from '../session/session.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { identityWords, mergedName } from './client-words.ts'

const ICONS = { person: IconMessageCircle, author: IconMessage2, visitor: IconMessages } as const

type Merged = Client['merged'][number]
type KnownAsProps = { readonly client: Client; readonly onMerge: () => void; readonly onSplit: (merged: Merged) => void }

/** On which channels one knows a person, and by which merge. What came by a merge can be split off at any time. */
export function KnownAs({ client, onMerge, onSplit }: KnownAsProps) {
  const mayWork = useMay('ticket.work')
  return (
    <section>
      <h3 data-focus-home="client-merging" tabIndex={-1}>
        Known as
      </h3>
      <ul className="idents" data-focus-group="client-merging">
        {client.identities.map((identity) => (
          <IdentityLine
            key={`${identity.channelId} ${identity.kind} ${identity.externalId}`}
            client={client}
            identity={identity}
            onSplit={mayWork ? onSplit : undefined}
          />
        ))}
      </ul>
      {mayWork ? (
        <div className="buttons merge-button">
          <Button size="xs" leftSection={<IconGitMerge size={16} aria-hidden="true" />} onClick={onMerge}>
            Merge with…
          </Button>
        </div>
      ) : null}
    </section>
  )
}

type IdentityProps = {
  readonly client: Client
  readonly identity: Client['identities'][number]
  readonly onSplit: ((merged: Merged) => void) | undefined
}

function IdentityLine({ client, identity, onSplit }: IdentityProps) {
  const merged = client.merged.find(({ id }) => id === identity.clientId)
  const Icon = ICONS[identity.kind]
  const words = identityWords(identity)
  const from = merged && mergedName(merged, client)
  return (
    <li>
      <Icon size={16} aria-hidden="true" />
      <span title={`Facebook’s id for this person on this Page: ${identity.externalId}`}>
        {words}
        <small>
          {identity.channelName}
          {from === undefined ? null : (
            <>
              , was <bdi>{from}</bdi>
            </>
          )}
        </small>
      </span>
      {merged && onSplit ? (
        <IconButton label={`Split off ${from} (${words}, ${identity.channelName})`} onClick={() => onSplit(merged)}>
          <IconArrowsSplit2 size={16} aria-hidden="true" />
        </IconButton>
      ) : null}
    </li>
  )
}
