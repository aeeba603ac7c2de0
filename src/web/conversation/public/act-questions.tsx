import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import type { OfferedAct } from './moderation-offers.ts'

type QuestionsProps = {
  readonly asking: OfferedAct | undefined
  readonly who: string
  readonly page: string
  readonly onSure: (act: 'remove' | 'block') => void
  readonly onCancel: () => void
}

/** Deleting cannot be undone on Facebook; blocking reaches further than the comment that it is asked from. */
export function ActQuestions({ asking, who, page, onSure, onCancel }: QuestionsProps) {
  return (
    <>
      <ConfirmDialog
        isOpen={asking === 'remove'}
        title="Delete it on Facebook?"
        act="Delete"
        focusGroup="comment"
        onConfirm={() => onSure('remove')}
        onCancel={onCancel}
      >
        <p className="muted">This cannot be undone. Nobody on Facebook sees it any more; the text stays in our record.</p>
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asking === 'block'}
        title={`Block ${who} on ${page}?`}
        act="Block"
        focusGroup="comment"
        onConfirm={() => onSure('block')}
        onCancel={onCancel}
      >
        <p className="muted">
          Blocked people can’t comment on this Page or write to it. Facebook doesn’t tell them. It applies to this Page only. You can
          unblock them here or in Facebook’s Page settings.
        </p>
      </ConfirmDialog>
    </>
  )
}
