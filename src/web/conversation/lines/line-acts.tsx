import { IconArrowBackUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { IconButton } from '../../ui/icon-button.tsx'
import { useMayAct } from '../../session/session.ts'
import { useNow } from '../../ui/use-now.ts'
import { isQuotable, useMayQuote, useQuoteLine } from '../quoting.ts'
import type { Talk } from '../talk.ts'
import type { MessageLine } from './line-of.ts'
import { ReactButton } from './react-button.tsx'
import { reactionOffer } from './reaction-offer.ts'
import { ReactionState } from './reaction-state.tsx'

type LineActsProps = { readonly line: MessageLine; readonly talk: Talk; readonly children: ReactNode }

/**
 * A message, and beside it what one may do about it where it is private: seen while it has the pointer or the focus. Below it what became of
 * the Page's reaction.
 */
export function LineActs({ line, talk, children }: LineActsProps) {
  const mayQuote = useMayQuote(talk)
  const quote = useQuoteLine(talk)
  const offer = reactionOffer(line, talk, { mayReply: useMayAct(line.isPublic)('react'), now: useNow(60_000) })
  const isQuotableHere = mayQuote && isQuotable(line)
  return (
    <>
      <div className="said">
        {children}
        {isQuotableHere || offer ? (
          <div className="line-acts">
            {isQuotableHere ? (
              <IconButton label="Reply to this message" onClick={() => quote(line)}>
                <IconArrowBackUp size={16} aria-hidden="true" />
              </IconButton>
            ) : null}
            {offer ? <ReactButton line={line} talk={talk} offer={offer} /> : null}
          </div>
        ) : null}
      </div>
      {line.isPublic ? null : <ReactionState line={line} talk={talk} offer={offer} />}
    </>
  )
}
