import { Button } from '@mantine/core'
import {
  IconEye,
  IconEyeOff,
  IconMessageCircle,
  IconPencil,
  IconThumbUp,
  IconTrash,
  IconUserCheck,
  IconUserOff,
  type Icon,
} from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useMayAct } from '../../session/session.ts'
import { useNow } from '../../ui/use-now.ts'
import type { MessageLine } from '../lines/line-of.ts'
import { ticketOf, type Talk } from '../talk.ts'
import { SetAsideButton } from '../set-aside.tsx'
import { ActHistory } from './act-history.tsx'
import { ActLine } from './act-line.tsx'
import { ActQuestions } from './act-questions.tsx'
import { needsAttention, standingActs } from './act-words.ts'
import { KINDS, moderationOffers, type Offer, type OfferedAct } from './moderation-offers.ts'
import { PrivateReplyQuestion } from './private-reply-question.tsx'
import { tellWhyNot } from './tell-why-not.ts'
import { useActKeys, type ActKeys } from './use-act-keys.ts'
import { useMissingPermissions } from './use-missing-permissions.ts'
import { useModerate } from './use-moderate.ts'
import type { WordedAct } from './use-worded-act.ts'
import { WordsDialog } from './words-dialog.tsx'

type BarProps = {
  readonly line: MessageLine
  readonly talk: Pick<Talk, 'id' | 'kind' | 'status' | 'channel'>
  readonly who: string
  /** Whether Facebook is asked beforehand if it can be answered privately; else once somebody stands here, or is about to answer. */
  readonly asksAhead: boolean
  /** What else can be done here, before the acts. */
  readonly children?: ReactNode
  /** And after them. */
  readonly after?: ReactNode
  /** Which of the acts the letters call: where one stands on one comment of many. */
  readonly keys?: ActKeys | undefined
}
/** What is asked for first: words, or whether one means it. */
type Asked = WordedAct | 'remove' | 'block'

function isAskedFirst(act: OfferedAct): act is Asked {
  return act === 'edit' || act === 'reply-privately' || act === 'remove' || act === 'block'
}

const ICONS: Readonly<Record<OfferedAct, Icon>> = {
  'reply-privately': IconMessageCircle,
  like: IconThumbUp,
  unlike: IconThumbUp,
  hide: IconEyeOff,
  show: IconEye,
  edit: IconPencil,
  remove: IconTrash,
  block: IconUserOff,
  unblock: IconUserCheck,
}

type Asking = { readonly offers: readonly Offer[]; readonly isRead: boolean; readonly isAsking: boolean }

/** Whether Facebook is asked if it can be answered privately: when somebody reads it, and when they are about to, for it may have been done meanwhile. */
function isAnswerWanted(known: MessageLine['privateReply'], { offers, isRead, isAsking }: Asking): boolean {
  const isOffered = offers.some(({ act, isOff }) => act === 'reply-privately' && !isOff)
  return isAsking ? isOffered : isRead && (isOffered ? known === null : known === 'cannot')
}

/** What can be done to something that everybody reads, and what was done. */
export function ModerationBar({ line, talk, who, asksAhead, children, after, keys }: BarProps) {
  const mayAct = useMayAct(true)
  const missing = useMissingPermissions(talk.channel.id)
  const now = useNow(60_000)
  const offers = moderationOffers(line, { ...talk, missing }, now).filter(({ act }) => mayAct(KINDS[act]))
  const [asking, setAsking] = useState<Asked>()
  const standing = standingActs(line)
  const ticketId = ticketOf(line, talk)
  const moderate = useModerate(ticketId, line.id)
  const [isStoodOn, setStoodOn] = useState(false)
  const isWanted = isAnswerWanted(line.privateReply, {
    offers,
    isRead: asksAhead || isStoodOn,
    isAsking: asking === 'reply-privately',
  })

  function handlePress(act: OfferedAct): void {
    if (isAskedFirst(act)) {
      setAsking(act)
    } else {
      moderate(act)
    }
  }

  useActKeys(offers, handlePress, mayAct('hide') ? keys : undefined)

  function handleSure(act: 'remove' | 'block'): void {
    setAsking(undefined)
    moderate(act)
  }

  return (
    <>
      {isWanted ? <PrivateReplyQuestion ticketId={ticketId} messageId={line.id} /> : null}
      {standing.map(({ done, since }) => (
        <ActLine key={done.id} done={done} who={who} since={since} />
      ))}
      <SetAsideOffer standing={standing} ticketId={ticketId} lineId={line.id} />
      {line.acts.length > standing.length ? <ActHistory acts={line.acts} who={who} /> : null}
      {offers.length > 0 || children !== undefined ? (
        <div className="acts" onFocus={() => setStoodOn(true)}>
          {children}
          {offers.map((offer) => (
            <Act key={KINDS[offer.act]} offer={offer} onPress={handlePress} />
          ))}
          {after}
        </div>
      ) : null}
      <ActQuestions
        asking={asking}
        who={wholeName(line, who)}
        page={talk.channel.name}
        onSure={handleSure}
        onCancel={() => setAsking(undefined)}
      />
      {asking === 'edit' || asking === 'reply-privately' ? (
        <WordsDialog
          worded={{ ticketId, messageId: line.id, act: asking, before: asking === 'edit' ? line.text : '', done: line.acts }}
          who={who}
          obstacle={offers.find(({ act, isOff }) => act === asking && isOff)?.title}
          onClose={() => setAsking(undefined)}
        />
      ) : null}
    </>
  )
}

/** Whoever is kept from a Page is told apart by more than a first name. */
function wholeName({ author }: MessageLine, who: string): string {
  return author?.name ?? who
}

type SetAsideOfferProps = { readonly standing: ReturnType<typeof standingActs>; readonly ticketId: string; readonly lineId: string }

function SetAsideOffer({ standing, ...line }: SetAsideOfferProps) {
  return standing.some(({ done }) => needsAttention(done)) ? <SetAsideButton {...line} setAside={null} /> : null
}

type ActProps = { readonly offer: Offer; readonly onPress: (act: OfferedAct) => void }

/** One that cannot be done stays where the keyboard finds it, and says why. */
function Act({ offer, onPress }: ActProps) {
  const { act, label, title, isOff } = offer
  const Glyph = ICONS[act]
  return (
    <Button
      size="xs"
      variant="quiet"
      leftSection={<Glyph size={14} aria-hidden="true" />}
      title={title}
      aria-disabled={isOff}
      onClick={() => (isOff ? tellWhyNot(offer) : onPress(act))}
    >
      {label}
    </Button>
  )
}
