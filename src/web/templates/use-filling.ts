import { useState } from 'react'
import type { FilledTemplate } from '../api/types.ts'
import type { TalkByName } from '../conversation/talk.ts'
import { useWriting } from '../conversation/use-writing.ts'

type Filling = {
  readonly isOpen: boolean
  /** What was sent and taken back, to be written on. */
  readonly begun: FilledTemplate | undefined
  /** Undefined where no template of the Page may be sent. */
  readonly open: (() => void) | undefined
  readonly giveBack: (template: FilledTemplate) => void
  readonly close: () => void
}

/** Whether one fills a template in this conversation: as long as one may be sent. */
export function useFilling(talk: TalkByName): Filling {
  const [opened, setOpened] = useState<{ readonly talkId: string; readonly begun?: FilledTemplate }>()
  const { verdict } = useWriting(talk, 60_000, { content: 'template', template: 'approved', mode: 'utility' })
  const mayOpen = verdict.kind === 'may' && talk.channel.allowances.includes('utility')
  const isHere = opened?.talkId === talk.id
  return {
    isOpen: mayOpen && isHere,
    begun: isHere ? opened.begun : undefined,
    open: mayOpen ? () => setOpened({ talkId: talk.id }) : undefined,
    giveBack: (begun) => setOpened({ talkId: talk.id, begun }),
    close: () => setOpened(undefined),
  }
}
