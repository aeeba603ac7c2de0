import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { formWordsOf, wordsOf } from '../api/desk-problem.ts'
import type { Channel } from '../api/types.ts'
import { Form } from '../ui/form.tsx'
import { FormError } from '../ui/form-error.tsx'
import { showToast } from '../ui/toast-store.ts'
import { useRemoveChat, useRenameChat } from './channels-queries.ts'

type Asking = 'name' | 'removal' | undefined

/** A chat channel can be renamed, and removed after a question. */
export function ChatActs({ channel }: { readonly channel: Channel }) {
  const [asking, setAsking] = useState<Asking>(undefined)
  const close = () => setAsking(undefined)
  return (
    <div className="buttons">
      <Button variant="default" size="xs" aria-label={`Rename ${channel.name}`} onClick={() => setAsking('name')}>
        Rename
      </Button>
      <Button variant="quiet" size="xs" aria-label={`Remove ${channel.name}`} onClick={() => setAsking('removal')}>
        Remove
      </Button>
      <Modal opened={asking === 'name'} onClose={close} title={`Rename ${channel.name}`} size={420}>
        <RenameForm channel={channel} onDone={close} />
      </Modal>
      <Modal opened={asking === 'removal'} onClose={close} title={`Remove ${channel.name}?`} size={420}>
        <RemoveQuestion channel={channel} onDone={close} />
      </Modal>
    </div>
  )
}

type StepProps = { readonly channel: Channel; readonly onDone: () => void }

function RenameForm({ channel, onDone }: StepProps) {
  const [name, setName] = useState(channel.name)
  const rename = useRenameChat()
  const { at, whole } = formWordsOf(rename.error, ['name'])
  return (
    <Form
      label={`Rename ${channel.name}`}
      words={{ at, attempt: rename.error }}
      onSubmit={() => rename.mutate({ channelId: channel.id, name }, { onSuccess: onDone })}
    >
      <TextInput
        label="Name"
        maxLength={200}
        data-autofocus
        value={name}
        error={at.name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <FormError message={whole} />
      <div className="buttons">
        <Button type="submit" variant="filled" disabled={name.trim() === '' || name.trim() === channel.name || rename.isPending}>
          Save
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
    </Form>
  )
}

function RemoveQuestion({ channel, onDone }: StepProps) {
  const remove = useRemoveChat()
  return (
    <div className="form">
      <p className="muted">Nothing has come through this channel, so nothing is lost with it. You can add it again.</p>
      <FormError message={remove.isError ? wordsOf(remove.error) : undefined} />
      <div className="buttons">
        <Button
          variant="danger"
          disabled={remove.isPending}
          onClick={() =>
            remove.mutate(channel.id, {
              onSuccess: () => {
                showToast({ message: `${channel.name} is removed.` })
                onDone()
              },
            })
          }
        >
          Remove
        </Button>
        <Button data-autofocus onClick={onDone}>
          Keep
        </Button>
      </div>
    </div>
  )
}
