import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { wordsOf } from '../api/desk-problem.ts'
import type { Client } from '../api/types.ts'
import { clientQuery } from '../tickets/tickets-queries.ts'
import { MergeChoice } from './merge-choice.tsx'
import { MergePreview } from './merge-preview.tsx'

type MergeViewProps = {
  readonly client: Client
  readonly onCancel: () => void
  /** `merged`: the person as they are now; `joined`: how the one who joined was called. */
  readonly onMerged: (merged: Client, joined: { readonly id: string; readonly name: string }) => void
}

/**
 * Two steps: who it is, and what becomes of them. Nothing is done before the last button. What is previewed stays as it was read, also
 * while news of the merge arrive before its answer.
 */
export function MergeView({ client, onCancel, onMerged }: MergeViewProps) {
  const [search, setSearch] = useState('')
  const [chosenId, choose] = useState<string>()
  const [before, setBefore] = useState<readonly [Client, Client]>()
  const queryClient = useQueryClient()
  const preview = useMutation({
    mutationFn: (id: string) => queryClient.fetchQuery(clientQuery(id)),
    // A colleague may just have made the two one person: then there is nothing left to do.
    onSuccess: (other) => (other.id === client.id ? onCancel() : setBefore([client, other])),
  })
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape leaves the steps from anywhere inside them
    <div
      data-focus-group="client-merging"
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation()
          onCancel()
        }
      }}
    >
      {before === undefined ? (
        <MergeChoice
          client={client}
          search={search}
          chosenId={chosenId}
          failure={preview.isError ? wordsOf(preview.error) : undefined}
          onSearch={setSearch}
          onChoose={choose}
          onPreview={preview.mutate}
          onCancel={onCancel}
        />
      ) : (
        <MergePreview clients={before} onBack={() => setBefore(undefined)} onCancel={onCancel} onMerged={onMerged} />
      )}
    </div>
  )
}
