import { Button } from '@mantine/core'
import { IconEyeOff, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useKeyHint } from '../keys/letter-keys.ts'
import { useShortcut } from '../keys/shortcuts.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { useNow } from '../ui/use-now.ts'
import { leftOutWords, within, type BulkAct } from './bulk-acts.ts'
import { BulkOutcomeDialog } from './bulk-outcome.tsx'
import type { Selection } from './selection.ts'
import { useBulk } from './use-bulk.ts'

/** What can be done to all that are ticked: asked once, and told of each that was refused. */
export function BulkBar({ selection }: { readonly selection: Selection }) {
  const now = useNow(60_000)
  const chosen = [...selection.chosen.values()]
  const [asking, setAsking] = useState<BulkAct>()
  const { run, isPending, progress, outcome, closeOutcome } = useBulk(selection)
  const targets = { hide: within(chosen, 'hide', now), remove: within(chosen, 'remove', now) }
  const hints = [leftOutWords(chosen, 'hide', now), leftOutWords(chosen, 'remove', now)].filter((words) => words !== '')
  const canAct = (act: BulkAct) => targets[act].length > 0 && !isPending

  function ask(act: BulkAct): void {
    if (canAct(act)) {
      setAsking(act)
    }
  }

  useShortcut('hide-comment', () => ask('hide'), chosen.length > 0)
  useShortcut('delete-comment', () => ask('remove'), chosen.length > 0)
  const hintOf = { hide: useKeyHint('hide-comment'), remove: useKeyHint('delete-comment'), clear: useKeyHint('leave-comment') }

  return (
    <>
      {chosen.length === 0 ? null : (
        <section className="bulk" aria-label="Selection" data-region data-focus-group="comment">
          <output className="grow">
            <b>{progress ?? `${chosen.length} selected`}</b>
          </output>
          <Button
            size="xs"
            leftSection={<IconEyeOff size={16} aria-hidden="true" />}
            rightSection={hintOf.hide === undefined ? null : <Kbd>{hintOf.hide}</Kbd>}
            aria-disabled={!canAct('hide')}
            onClick={() => ask('hide')}
          >
            Hide {targets.hide.length}…
          </Button>
          <Button
            size="xs"
            variant="danger"
            leftSection={<IconTrash size={16} aria-hidden="true" />}
            rightSection={hintOf.remove === undefined ? null : <Kbd>{hintOf.remove}</Kbd>}
            aria-disabled={!canAct('remove')}
            onClick={() => ask('remove')}
          >
            Delete {targets.remove.length}…
          </Button>
          <Button
            size="xs"
            variant="quiet"
            rightSection={hintOf.clear === undefined ? null : <Kbd>{hintOf.clear}</Kbd>}
            onClick={selection.clear}
          >
            Clear
          </Button>
          {hints.length === 0 ? null : <p className="hint">{hints.join(' ')}</p>}
        </section>
      )}
      {asking === undefined ? null : (
        <BulkQuestion
          act={asking}
          count={targets[asking].length}
          onCancel={() => setAsking(undefined)}
          onConfirm={() => {
            setAsking(undefined)
            run({ act: asking, on: targets[asking] })
          }}
        />
      )}
      {outcome === undefined ? null : <BulkOutcomeDialog outcome={outcome} onClose={closeOutcome} />}
    </>
  )
}

type QuestionProps = { readonly act: BulkAct; readonly count: number; readonly onConfirm: () => void; readonly onCancel: () => void }

const CONFIRM = {
  hide: {
    verb: 'Hide',
    one: 'Only the author and their friends will see it. The author is not told. You can show it again.',
    many: 'Only the authors and their friends will see them. The authors are not told. You can show them again.',
  },
  remove: {
    verb: 'Delete',
    one: 'This cannot be undone. Nobody on Facebook sees it any more; the text stays in our record.',
    many: 'This cannot be undone. Nobody on Facebook sees them any more; the texts stay in our record.',
  },
} as const

function BulkQuestion({ act, count, onConfirm, onCancel }: QuestionProps) {
  const { verb, one, many } = CONFIRM[act]
  const what = count === 1 ? '1 comment' : `${count} comments`
  return (
    <ConfirmDialog
      isOpen
      title={`${verb} ${what} on Facebook?`}
      act={`${verb} ${what}`}
      variant={act === 'remove' ? 'danger' : 'filled'}
      focusGroup="comment"
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <p className="muted">{count === 1 ? one : many}</p>
    </ConfirmDialog>
  )
}
