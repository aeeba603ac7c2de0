import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import { wordsOf } from '../api/desk-problem.ts'
import type { Channel } from '../api/types.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { FormError } from '../ui/form-error.tsx'
import { showToast } from '../ui/toast-store.ts'
import { disconnectionOf } from './channel-problems.ts'
import { useDisconnect } from './channels-queries.ts'
import { DeleteChannel } from './delete-channel.tsx'

/** Takes a Page's key away, and everything that was said stays; or deletes the channel, and nothing does. */
export function EndOfChannel({ page }: { readonly page: Channel }) {
  const heading = useId()
  return (
    <section className="settings-group" aria-labelledby={heading}>
      <h2 className="group-label" id={heading}>
        End of this channel
      </h2>
      <div className="card">
        {disconnectionOf(page) ? null : <Disconnect page={page} />}
        <DeleteChannel page={page} />
      </div>
    </section>
  )
}

function Disconnect({ page }: { readonly page: Channel }) {
  const [isAsking, setAsking] = useState(false)
  const disconnecting = useDisconnect(page.id)

  function handleConfirm(): void {
    setAsking(false)
    disconnecting.mutate(undefined, {
      onSuccess: ({ isUnsubscribed }) =>
        showToast({
          message: isUnsubscribed
            ? `${page.name} is disconnected.`
            : `${page.name} is disconnected. Facebook did not confirm that it stops telling of the Page; what still comes is ignored.`,
          isLasting: !isUnsubscribed,
        }),
    })
  }

  return (
    <>
      <div className="setting">
        <h3>Disconnect</h3>
        <p>Stops receiving and sending. The key is destroyed; tickets and history stay. You can connect the Page again at any time.</p>
        <Button size="xs" variant="danger" disabled={disconnecting.isPending} onClick={() => setAsking(true)}>
          Disconnect…
        </Button>
        <div className="rest">
          <FormError message={disconnecting.isError ? wordsOf(disconnecting.error) : undefined} />
        </div>
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title={`Disconnect ${page.name}?`}
        act="Disconnect"
        onConfirm={handleConfirm}
        onCancel={() => setAsking(false)}
      >
        <p className="muted">
          From now on nothing that customers write to this Page comes in, and it is not made up for when you connect it again. Replies that
          wait are kept, and are sent only if it is connected again while their windows are open.
        </p>
      </ConfirmDialog>
    </>
  )
}
