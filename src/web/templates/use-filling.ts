import { useState } from 'react'
import type { TalkByName } from '../conversation/talk.ts'
import { useWriting } from '../conversation/use-writing.ts'

type Filling = {
  readonly isOpen: boolean
  /** Undefined where no template of the Page may be sent. */
  readonly open: (() => void) | undefined
  readonly close: () => void
}

/** Whether one fills a template in this conversation: as long as one may be sent. */
export function useFilling(talk: TalkByName): Filling {
  const [openAt, setOpenAt] = useState<string>()
  const { verdict } = useWriting(talk, 60_000, { content: 'template', template: 'approved', mode: 'utility' })
  const mayOpen = verdict.kind === 'may' && talk.channel.allowances.includes('utility')
  return { isOpen: mayOpen && openAt === talk.id, open: mayOpen ? () => setOpenAt(talk.id) : undefined, close: () => setOpenAt(undefined) }
}
