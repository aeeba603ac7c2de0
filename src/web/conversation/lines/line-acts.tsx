import { IconArrowBackUp } from '@tabler/icons-react'
import { useSession } from '../../session/session.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { isQuotable, quoteLine, useMayQuote } from '../quoting.ts'
import type { Talk } from '../talk.ts'
import type { MessageLine } from './line-of.ts'

/** What one may do about a private message: seen beside it while it has the pointer or the focus. */
export function LineActs({ line, talk }: { readonly line: MessageLine; readonly talk: Talk }) {
  const mayQuote = useMayQuote(talk)
  const { user } = useSession()
  if (!mayQuote || !isQuotable(line)) {
    return null
  }
  return (
    <div className="line-acts">
      <IconButton label="Reply to this message" onClick={() => quoteLine(talk, line, user.id)}>
        <IconArrowBackUp size={16} aria-hidden="true" />
      </IconButton>
    </div>
  )
}
