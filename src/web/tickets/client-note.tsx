import { Button } from '@mantine/core'
import { IconStar, IconStarFilled } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answerOf, api } from '../api/client.ts'
import { wordsOf } from '../api/desk-problem.ts'
import { keys } from '../api/query-client.ts'
import type { Client } from '../api/types.ts'
import { useMay } from '../session/session.ts'
import { FormError } from '../ui/form-error.tsx'
import { IconButton } from '../ui/icon-button.tsx'

type ClientChange = { readonly note: string; readonly isVip: boolean }

/** What colleagues should know about this person; the customer never sees it. */
export function ClientNote({ client }: { readonly client: Client }) {
  const [note, setNote] = useState(client.note)
  const queryClient = useQueryClient()
  const mayWork = useMay('ticket.work')
  const change = useMutation({
    mutationFn: (body: ClientChange) =>
      answerOf(api.PUT('/api/v1/clients/{clientId}', { params: { path: { clientId: client.id } }, body })),
    onSuccess: (changed) => queryClient.setQueryData(keys.client(client.id), changed),
    onSettled: () => Promise.all([['ticket'], keys.tickets].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  })
  const isChanged = note !== client.note

  return (
    <section>
      <h3>
        <label htmlFor="client-note">Note</label>
        {mayWork ? (
          <span className="end">
            <IconButton
              label={client.isVip ? 'VIP: take the star away' : 'Make this client a VIP'}
              onClick={() => change.mutate({ note: client.note, isVip: !client.isVip })}
            >
              {client.isVip ? <IconStarFilled size={16} className="vip" aria-hidden="true" /> : <IconStar size={16} aria-hidden="true" />}
            </IconButton>
          </span>
        ) : null}
      </h3>
      <textarea
        id="client-note"
        className="client-note"
        dir="auto"
        maxLength={10_000}
        placeholder="Only colleagues see this"
        readOnly={!mayWork}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <FormError message={change.isError ? wordsOf(change.error) : undefined} />
      {isChanged ? (
        <div className="buttons note-buttons">
          <Button size="xs" variant="filled" disabled={change.isPending} onClick={() => change.mutate({ note, isVip: client.isVip })}>
            Save note
          </Button>
          <Button size="xs" variant="quiet" onClick={() => setNote(client.note)}>
            Undo
          </Button>
        </div>
      ) : null}
    </section>
  )
}
