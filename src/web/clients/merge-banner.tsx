import { Button } from '@mantine/core'
import { IconArrowsSplit2, IconGitMerge } from '@tabler/icons-react'
import { useEffect, useId, useRef } from 'react'
import { tellFailure } from '../api/tell-failure.ts'
import { useKeyHint } from '../keys/letter-keys.ts'
import { useShortcut } from '../keys/shortcuts.tsx'
import { clockTime } from '../ui/format-time.ts'
import { Kbd } from '../ui/kbd.tsx'
import { useMergeClients, useSplitClient } from './clients-queries.ts'

/** What was just done to a person here, and can be undone. */
export type JustDone =
  | { readonly kind: 'merged'; readonly clientId: string; readonly mergeId: string; readonly name: string; readonly at: Date }
  | { readonly kind: 'split'; readonly survivorId: string; readonly splitOffId: string; readonly name: string; readonly at: Date }

/** Says it where it happened, and takes it back: with its key, or later with what stands at each identity. */
export function MergeBanner({ done, onUndone }: { readonly done: JustDone; readonly onUndone: () => void }) {
  const [merge, split] = [useMergeClients(), useSplitClient()]
  const words = useId()
  const undoButton = useRef<HTMLButtonElement>(null)
  const keys = useKeyHint('undo')
  useEffect(() => undoButton.current?.focus(), [])

  function undo(): void {
    if (merge.isPending || split.isPending) {
      return
    }
    const told = { onSuccess: onUndone, onError: tellFailure }
    if (done.kind === 'merged') {
      split.mutate({ clientId: done.clientId, mergeId: done.mergeId }, told)
    } else {
      merge.mutate({ stayingId: done.survivorId, joiningId: done.splitOffId }, told)
    }
  }
  useShortcut('undo', undo)

  return (
    <section data-focus-group="client-merging">
      <div className="banner" data-tone="ok">
        {done.kind === 'merged' ? <IconGitMerge size={18} aria-hidden="true" /> : <IconArrowsSplit2 size={18} aria-hidden="true" />}
        <div className="grow">
          <p id={words}>
            <b>
              {done.kind === 'merged' ? 'Merged with' : 'Split off'} <bdi>{done.name}</bdi>.
            </b>{' '}
            By you, {clockTime(done.at)}.
          </p>
          <Button ref={undoButton} size="xs" aria-describedby={words} onClick={undo}>
            Undo
            {keys === undefined ? null : (
              <>
                &nbsp;<Kbd>{keys}</Kbd>
              </>
            )}
          </Button>
        </div>
      </div>
    </section>
  )
}
