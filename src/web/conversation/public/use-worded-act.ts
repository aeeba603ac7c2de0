import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { ActUpon } from '#api/conversation/contract.ts'
import { ask, newCommandKey } from '../../api/client.ts'
import { wordsOf } from '../../api/desk-problem.ts'
import { keys } from '../../api/query-client.ts'
import { useSession } from '../../session/session.ts'
import { showToast } from '../../ui/toast-store.ts'
import { keepDraft, readDraft, type ActDraft } from '../drafts.ts'

export type WordedAct = 'edit' | 'reply-privately'

/** What is done to which line, what stands in the field before anybody writes, and what was done to the line so far. */
export type Worded = {
  readonly ticketId: string
  readonly messageId: string
  readonly act: WordedAct
  readonly before: string
  readonly done: readonly ActUpon[]
}

/** Longer than a slow desk takes. A line that is dead without a word ends here. */
const ANSWER_WITHIN_MS = 30_000

/**
 * The words of an edit or a private reply, and their way to the desk. They are a draft until the desk has them: they outlive a request that
 * fails, a closed dialog and a reload. Tried again, the same words keep their key, for the desk may have them and only its answer be lost.
 */
export function useWordedAct({ ticketId, messageId, act, before, done }: Worded, onTaken: () => void) {
  const { memberId } = useSession()
  const queryClient = useQueryClient()
  const draft = useMemo((): ActDraft => ({ memberId, messageId, mode: act }), [memberId, messageId, act])
  const [begun] = useState(() => readDraft(draft))
  const [text, setText] = useState(begun === '' ? before : begun)
  const command = useRef({ text: '', key: '' })
  const isOpen = useIsMounted()

  useEffect(() => keepDraft(draft, text === before ? '' : text), [draft, text, before])

  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ text: words, key }: { readonly text: string; readonly key: string }) =>
      ask('POST /api/v1/tickets/:ticketId/messages/:messageId/acts', {
        params: { ticketId, messageId },
        headers: { 'idempotency-key': key },
        body: { act, text: words },
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      }),
    onSuccess: (_answer, sent) => {
      if (readDraft(draft) === sent.text) {
        keepDraft(draft, '')
      }
      if (isOpen()) {
        onTaken()
      }
    },
    onError: (failure) => {
      if (!isOpen()) {
        showToast({ message: `${wordsOf(failure)} ${KEPT[act]}`, isLasting: true })
      }
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.messages(ticketId) }),
  })

  // The desk has it, and only its answer was lost.
  const [doneBefore] = useState(() => new Set(done.map(({ id }) => id)))
  const isIt = (one: ActUpon): boolean => one.act === act && !doneBefore.has(one.id) && one.text?.trim() === text.trim()
  const hasArrived = error !== null && done.some((one) => isIt(one) && one.state !== 'failed')
  useEffect(() => {
    if (hasArrived) {
      keepDraft(draft, '')
      onTaken()
    }
  }, [hasArrived, draft, onTaken])

  function send(): void {
    if (command.current.text !== text) {
      command.current = { text, key: newCommandKey() }
    }
    mutate(command.current)
  }

  return { text, setText, send, isPending, isBegun: begun !== '', problem: error === null ? undefined : `${wordsOf(error)} ${STAYS}` }
}

const STAYS = 'Your text stays here until it is sent.'
const KEPT: Readonly<Record<WordedAct, string>> = {
  edit: 'Your text is kept: Edit brings it back.',
  'reply-privately': 'Your text is kept: Reply privately brings it back.',
}

function useIsMounted(): () => boolean {
  const isMounted = useRef(false)
  useEffect(() => {
    isMounted.current = true
    return () => {
      isMounted.current = false
    }
  }, [])
  return () => isMounted.current
}
