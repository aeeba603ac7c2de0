import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, newCommandKey } from '../api/client.ts'
import { wordsOf } from '../api/desk-problem.ts'
import { keys } from '../api/query-client.ts'
import { ticketOf } from '../conversation/talk.ts'
import { showToast } from '../ui/toast-store.ts'
import type { BulkAct } from './bulk-acts.ts'
import type { Chosen, Selection } from './selection.ts'

/** What the desk takes at once. */
const MOST = 100

type Refused = { readonly one: Chosen; readonly words: string }
export type BulkOutcome = { readonly act: BulkAct; readonly asked: number; readonly refused: readonly Refused[] }

type Asked = { readonly act: BulkAct; readonly on: readonly Chosen[] }

/** Has several hidden or deleted. What was refused stays ticked, and each says why. */
export function useBulk({ keep }: Selection) {
  const queryClient = useQueryClient()
  const [outcome, setOutcome] = useState<BulkOutcome>()
  const { mutate, isPending } = useMutation({
    mutationFn: askInTurn,
    onSuccess: (done) => {
      keep(new Set(done.refused.map(({ one }) => one.line.id)))
      if (done.refused.length === 0) {
        showToast({ message: doneWords(done) })
      } else {
        setOutcome(done)
      }
    },
    onError: (failure) => showToast({ message: wordsOf(failure), isLasting: true }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.threads }),
  })
  return { run: mutate, isPending, outcome, closeOutcome: () => setOutcome(undefined) }
}

/** One request after the other: what Facebook is asked for goes through one queue of the Page anyway. */
async function askInTurn({ act, on }: Asked): Promise<BulkOutcome> {
  const refused: Refused[] = []
  for (let from = 0; from < on.length; from += MOST) {
    const { results } = await ask('POST /api/v1/public/acts', {
      headers: { 'idempotency-key': newCommandKey() },
      body: { act, on: on.slice(from, from + MOST).map(({ line, talk }) => ({ ticketId: ticketOf(line, talk), messageId: line.id })) },
    })
    for (const { messageId, refusal } of results) {
      const one = on.find(({ line }) => line.id === messageId)
      if (refusal !== null && one !== undefined) {
        refused.push({ one, words: refusal.title })
      }
    }
  }
  return { act, asked: on.length, refused }
}

function doneWords({ act, asked }: BulkOutcome): string {
  const what = asked === 1 ? '1 comment' : `${asked} comments`
  return act === 'hide' ? `Facebook is asked to hide ${what}.` : `Facebook is asked to delete ${what}.`
}
