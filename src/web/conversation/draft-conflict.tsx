import { Button } from '@mantine/core'
import { IconGitMerge } from '@tabler/icons-react'
import { sentenceTime } from '../ui/format-time.ts'
import { useNow } from '../ui/use-now.ts'
import type { DraftConflict } from './use-draft-there.ts'

/** Both drafts before whoever wrote them, until one is chosen. */
export function DraftConflictNote({ conflict }: { readonly conflict: DraftConflict | undefined }) {
  const now = useNow(60_000)
  if (conflict === undefined) {
    return null
  }
  return (
    <div className="draft-conflict" role="alert">
      <p>
        <IconGitMerge size={16} aria-hidden="true" />
        <b>You wrote on in another browser, {sentenceTime(new Date(conflict.savedAt), now)}.</b> Nothing is written over until you choose.
      </p>
      <p className="say" dir="auto">
        {conflict.theirs}
      </p>
      <div className="buttons">
        <Button size="xs" onClick={conflict.takeTheirs}>
          Take that text
        </Button>
        <Button size="xs" onClick={conflict.keepMine}>
          Keep the text below
        </Button>
      </div>
    </div>
  )
}
