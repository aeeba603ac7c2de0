import { Button, Modal, TextInput } from '@mantine/core'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ask } from '../api/client.ts'
import { formWordsOf } from '../api/desk-problem.ts'
import { keys } from '../api/query-client.ts'
import type { Channel } from '../api/types.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Form } from '../ui/form.tsx'
import { FormError } from '../ui/form-error.tsx'
import { showToast } from '../ui/toast-store.ts'
import { contentsWords, waitingWords, type Contents } from './channel-deletion-words.ts'

function contentsQuery(channelId: string) {
  return queryOptions({
    queryKey: keys.channelContents(channelId),
    queryFn: () => ask('GET /api/v1/channels/:channelId/contents', { params: { channelId } }),
    staleTime: 0,
  })
}

/** Says what goes with a channel, and deletes it once its name is typed. */
export function DeleteChannel({ page }: { readonly page: Channel }) {
  const contents = useQuery(contentsQuery(page.id))
  const [isAsking, setAsking] = useState(false)
  return (
    <div className="setting">
      <h3>Delete the channel and its data</h3>
      <Loaded query={contents} what="What the channel holds">
        {(held) => (
          <>
            <p>Erases {contentsWords(held)}, and the history of this channel. Other channels keep theirs.</p>
            <Button size="xs" variant="danger" onClick={() => setAsking(true)}>
              Delete…
            </Button>
            <Modal
              opened={isAsking}
              onClose={() => setAsking(false)}
              title={`Delete ${page.name} and its data?`}
              size={480}
              closeButtonProps={{ 'aria-label': 'Cancel' }}
            >
              <Question page={page} contents={held} onDone={() => setAsking(false)} />
            </Modal>
          </>
        )}
      </Loaded>
    </div>
  )
}

type QuestionProps = { readonly page: Channel; readonly contents: Contents; readonly onDone: () => void }

function Question({ page, contents, onDone }: QuestionProps) {
  const [name, setName] = useState('')
  const deleting = useDelete(page, onDone)
  const { at, whole } = formWordsOf(deleting.error, ['name'])
  const waiting = waitingWords(contents)
  return (
    <Form label={`Delete ${page.name}`} words={{ at, attempt: deleting.error }} onSubmit={() => deleting.mutate(name)}>
      <p>
        {contentsWords(contents)} are erased, with internal comments, drafts, notes about clients who wrote to no other channel, and the
        moderation log of this Page. {waiting}
      </p>
      <p className="muted">
        Nobody can stop this once it has begun, and nobody can bring anything back. On Facebook everything stays as it is.
      </p>
      <TextInput
        label={
          <>
            Type <b dir="auto">{page.name}</b> to confirm
          </>
        }
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        value={name}
        error={at.name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <FormError message={whole} />
      <div className="buttons">
        <Button type="submit" variant="danger" disabled={deleting.isPending}>
          Delete for good
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
    </Form>
  )
}

/** What follows is told here and not to who called it: the settings are gone as soon as the deletion is heard of, which may be before the answer. */
function useDelete(page: Channel, onDone: () => void) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (name: string) => ask('DELETE /api/v1/channels/:channelId', { params: { channelId: page.id }, body: { name } }),
    onSuccess: () => {
      onDone()
      showToast({ message: `${page.name} is being deleted.` })
      void navigate({ to: '/settings/channels' })
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.channels }),
  })
}
