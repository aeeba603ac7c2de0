import { Button } from '@mantine/core'
import { IconDeviceDesktop, IconGitMerge } from '@tabler/icons-react'
import { sentenceTime } from '../ui/format-time.ts'
import { useNow } from '../ui/use-now.ts'
import { DraftSaid } from './draft-said.tsx'
import type { DraftConflict, DraftTrouble } from './use-draft-there.ts'

/** What keeps a draft from the desk, in words, above the field in which it is written. */
export function DraftTroubleNote({ trouble }: { readonly trouble: DraftTrouble | undefined }) {
  switch (trouble?.kind) {
    case undefined:
      return null
    case 'conflict':
      return <Conflict conflict={trouble} />
    case 'refused':
      return (
        <div className="draft-trouble" role="alert">
          <p>
            <IconDeviceDesktop size={16} aria-hidden="true" />
            <b>This draft is kept in this browser alone.</b> The desk does not keep it: {trouble.words}
          </p>
        </div>
      )
  }
}

/** Both drafts before whoever wrote them, until one is chosen. */
function Conflict({ conflict }: { readonly conflict: DraftConflict }) {
  const now = useNow(60_000)
  return (
    <div className="draft-trouble" role="alert">
      <p>
        <IconGitMerge size={16} aria-hidden="true" />
        <b>You wrote on in another browser, {sentenceTime(new Date(conflict.savedAt), now)}.</b> Nothing is written over until you choose.
      </p>
      <DraftSaid {...conflict.theirs} />
      <div className="buttons">
        <Button size="xs" onClick={conflict.takeTheirs}>
          Take that draft
        </Button>
        <Button size="xs" onClick={conflict.keepMine}>
          Keep the draft below
        </Button>
      </div>
    </div>
  )
}
