import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { wordsOf } from '../api/desk-problem.ts'
import type { Client, FoundClient } from '../api/types.ts'
import { Avatar } from '../ui/avatar.tsx'
import { FormError } from '../ui/form-error.tsx'
import { useFirstFocus } from '../ui/use-first-focus.ts'
import { candidateWords, nameOf } from './client-words.ts'
import { clientSearchQuery } from './clients-queries.ts'

const TYPING_PAUSE_MS = 200

type MergeChoiceProps = {
  readonly client: Client
  readonly search: string
  readonly chosenId: string | undefined
  readonly onSearch: (text: string) => void
  readonly onChoose: (id: string) => void
  /** Why the preview did not come. */
  readonly failure: string | undefined
  readonly onPreview: (id: string) => void
  readonly onCancel: () => void
}

/** Step 1: who the same person is. */
export function MergeChoice({ client, search, chosenId, failure, onSearch, onChoose, onPreview, onCancel }: MergeChoiceProps) {
  const first = useFirstFocus()
  const [text] = useDebouncedValue(search.trim(), TYPING_PAUSE_MS)
  const { data, error } = useQuery(clientSearchQuery(text))
  const candidates = text === '' ? [] : (data?.clients.filter(({ id }) => id !== client.id) ?? [])
  const isChosen = candidates.some(({ id }) => id === chosenId)
  return (
    <section>
      <h3>
        Merge with… <span className="end">step 1 of 2</span>
      </h3>
      <form
        className="merge-choice"
        aria-label="Merge with another client"
        onSubmit={(event) => {
          event.preventDefault()
          if (chosenId !== undefined && isChosen) {
            onPreview(chosenId)
          }
        }}
      >
        <TextInput
          type="search"
          aria-label="Name, phone or e-mail of the other client"
          placeholder="Name, phone or e-mail"
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          maxLength={200}
          dir="auto"
          ref={first}
          value={search}
          onChange={(event) => onSearch(event.currentTarget.value)}
        />
        <output className="merge-found">{error === null ? foundWords(text, data && candidates.length, data?.hasMore ?? false) : ''}</output>
        <FormError message={error === null ? failure : wordsOf(error)} />
        {candidates.length === 0 ? null : (
          <div className="cands" role="radiogroup" aria-label="Clients that match">
            {candidates.map((found) => (
              <Candidate key={found.id} client={client} found={found} isChosen={found.id === chosenId} onChoose={onChoose} />
            ))}
          </div>
        )}
        <div className="buttons">
          <Button type="submit" size="xs" variant="filled" disabled={!isChosen}>
            Preview
          </Button>
          <Button size="xs" variant="quiet" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </form>
    </section>
  )
}

function foundWords(text: string, count: number | undefined, hasMore: boolean): string {
  if (text === '') {
    return 'Search for the client who is the same person.'
  }
  if (count === undefined) {
    return 'Searching…'
  }
  if (count === 0) {
    return `No other client matches “${text}”.`
  }
  return hasMore ? 'More clients match. Type more to see them.' : count === 1 ? '1 client matches.' : `${count} clients match.`
}

type CandidateProps = {
  readonly client: Client
  readonly found: FoundClient
  readonly isChosen: boolean
  readonly onChoose: (id: string) => void
}

function Candidate({ client, found, isChosen, onChoose }: CandidateProps) {
  const name = nameOf(found)
  return (
    <label className="cand" data-on={isChosen || undefined}>
      <input type="radio" name="merge-with" checked={isChosen} onChange={() => onChoose(found.id)} />
      <Avatar name={name} pictureUrl={found.pictureUrl ?? undefined} />
      <span>
        <bdi>{name}</bdi>
        <small>{candidateWords(found, client)}</small>
      </span>
    </label>
  )
}
