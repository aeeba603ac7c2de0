import { IconArrowBackUp } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useSession } from '../../session/session.ts'
import { isShownPicture } from '../parts/tiles.ts'
import { useTalk } from '../parts/talk-context.ts'
import { quoteWords, type Quoted } from './quote-words.ts'

/** The message that this one answers. It leads there. */
export function Quote({ quote, client }: { readonly quote: Quoted; readonly client: string }) {
  const { user } = useSession()
  const { talkId, jumpTo } = useTalk()
  const told = quoteWords(quote, { client, userId: user.id })
  const { lineId, ticketId } = quote
  if (told === undefined || lineId === null) {
    return <span className="quote">Answers a message that is not in this desk.</span>
  }
  const inside = (
    <>
      <Mini quote={quote} />
      <span className="ellipsis" dir="auto">
        <span className="by">{told.by}:</span> {told.words}
      </span>
      <IconArrowBackUp size={14} aria-hidden="true" />
    </>
  )
  return ticketId === null || ticketId === talkId ? (
    <button type="button" className="quote" title="Jump to this message" onClick={() => jumpTo(lineId)}>
      {inside}
    </button>
  ) : (
    <Link
      className="quote"
      to="/tickets/$folder/$ticketId"
      params={{ folder: 'all', ticketId }}
      title="In another ticket of this conversation"
    >
      {inside}
    </Link>
  )
}

function Mini({ quote }: { readonly quote: Quoted }) {
  const picture = quote.parts.find((part) => part.part === 'file' && isShownPicture(part))
  const url = picture?.part === 'file' ? (picture.previewUrl ?? picture.url) : null
  return url === null ? null : <img className="mini" src={url} alt="" />
}
