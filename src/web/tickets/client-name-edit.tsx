import { Button, Modal, TextInput } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../api/client.ts'
import { wordsOf } from '../api/desk-problem.ts'
import { keys } from '../api/query-client.ts'
import type { Client } from '../api/types.ts'
import { useMay } from '../session/session.ts'
import { FormError } from '../ui/form-error.tsx'
import { IconButton } from '../ui/icon-button.tsx'

/** Facebook does not tell everybody's name; who knows it may write it. */
export function ClientNameEdit({ client }: { readonly client: Client }) {
  const [isOpen, setOpen] = useState(false)
  const mayWork = useMay('ticket.work')
  if (!mayWork) {
    return null
  }
  const close = () => setOpen(false)
  return (
    <>
      <IconButton label={client.name === null ? 'Write a name' : 'Change the name'} onClick={() => setOpen(true)}>
        <IconPencil size={16} aria-hidden="true" />
      </IconButton>
      <Modal opened={isOpen} onClose={close} title="Name of this client" size={420}>
        <NameForm client={client} onDone={close} />
      </Modal>
    </>
  )
}

function NameForm({ client, onDone }: { readonly client: Client; readonly onDone: () => void }) {
  const [name, setName] = useState(client.name ?? '')
  const queryClient = useQueryClient()
  const change = useMutation({
    mutationFn: () => ask('PUT /api/v1/clients/:clientId/name', { params: { clientId: client.id }, body: { name } }),
    onSuccess: (changed) => {
      queryClient.setQueryData(keys.client(client.id), changed)
      onDone()
    },
    onSettled: () => Promise.all([['ticket'], keys.tickets].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  })
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate()
      }}
    >
      <TextInput
        label="Name"
        description="Only colleagues see it. Leave it empty to use the name that Facebook tells."
        maxLength={200}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <FormError message={change.isError ? wordsOf(change.error) : undefined} />
      <div className="buttons">
        <Button type="submit" variant="filled" disabled={name.trim() === (client.name ?? '') || change.isPending}>
          Save
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
    </form>
  )
}
