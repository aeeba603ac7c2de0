import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, newCommandKey } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import { ticketOf } from '../conversation/talk.ts'
import { showToast } from '../ui/toast-store.ts'
import type { BulkAct } from './bulk-acts.ts'
import { askInTurn, takenWords, type BulkOutcome } from './bulk-run.ts'
import type { Chosen, Selection } from './selection.ts'

type Asked = { readonly act: BulkAct; readonly on: readonly Chosen[] }

/** Has several hidden or deleted. What was not taken stays ticked, and how each ended is told. */
export function useBulk({ letGo }: Selection) {
  const queryClient = useQueryClient()
  const [outcome, setOutcome] = useState<BulkOutcome>()
  const [answered, setAnswered] = useState(0)
  const { mutate, isPending, variables } = useMutation({
    mutationFn: ({ act, on }: Asked) =>
      askInTurn({ act, on, onProgress: setAnswered, ask: async (some) => (await askFor({ act, on: some })).results }),
    onMutate: () => setAnswered(0),
    onSuccess: (done) => {
      letGo(new Set(done.taken.map(({ line }) => line.id)))
      if (done.taken.length === done.asked) {
        showToast({ message: takenWords(done) })
      } else {
        setOutcome(done)
      }
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.threads }),
  })
  const progress = isPending && variables.on.length > answered ? `${answered} of ${variables.on.length} asked for` : undefined
  return { run: mutate, isPending, progress, outcome, closeOutcome: () => setOutcome(undefined) }
}

function askFor({ act, on }: Asked) {
  return ask('POST /api/v1/public/acts', {
    headers: { 'idempotency-key': newCommandKey() },
    body: { act, on: on.map(({ line, talk }) => ({ ticketId: ticketOf(line, talk), messageId: line.id })) },
  })
}
