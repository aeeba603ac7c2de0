import { Button } from '@mantine/core'
import { IconEye, IconEyeOff, IconMessageCircle, IconPencil, IconThumbUp, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import type { ActUpon } from '#api/conversation/contract.ts'
import { moderationVerdict } from '#domain/messaging-policy/moderation.ts'
import { ask, newCommandKey } from '../../api/client.ts'
import { wordsOf } from '../../api/desk-problem.ts'
import { keys } from '../../api/query-client.ts'
import { useMay } from '../../session/session.ts'
import { clockTime, fullTime, sentenceTime } from '../../ui/format-time.ts'
import { showToast } from '../../ui/toast-store.ts'
import { useNow } from '../../ui/use-now.ts'
import { failureCodes, failureWords } from '../lines/failure-words.ts'
import type { MessageLine } from '../lines/line-of.ts'
import type { Talk } from '../talk.ts'
import { actWords, standingActs } from './act-words.ts'
import { AskDialog, DeleteDialog } from './moderation-dialogs.tsx'

type BarProps = { readonly line: MessageLine; readonly talk: Talk; readonly who: string }
type Simple = Extract<ActUpon['act'], 'hide' | 'show' | 'like' | 'unlike' | 'remove'>
type Wish = { readonly act: Simple } | { readonly act: 'edit' | 'reply-privately'; readonly text: string }

/** What can be done to something that everybody reads, and what was done. */
export function ModerationBar({ line, talk, who }: BarProps) {
  const mayModerate = useMay('comment.moderate')
  const now = useNow(60_000)
  const [asking, setAsking] = useState<'remove' | 'edit' | 'reply-privately'>()
  const act = useModerate(talk.id, line.id)
  const isOurs = line.line === 'our-message'
  const isLiked = line.reactions.some(({ by }) => by === 'page')
  const privately = privateVerdict(line, now)
  const canAct = mayModerate && talk.channel.state === 'connected' && line.takenBackAt === null && isNamed(line)
  const ask = (wish: Wish): void => {
    setAsking(undefined)
    act.mutate(wish, { onError: (failure) => showToast({ message: wordsOf(failure), isLasting: true }) })
  }
  return (
    <>
      {standingActs(line.acts).map((done) => (
        <Done key={done.id} done={done} who={who} />
      ))}
      {canAct ? (
        <div className="acts" role="group" aria-label={`Acts on what ${who} wrote`}>
          {isOurs ? (
            <Act icon={<IconPencil size={14} aria-hidden="true" />} onPress={() => setAsking('edit')}>
              Edit
            </Act>
          ) : (
            <>
              <Act
                icon={<IconMessageCircle size={14} aria-hidden="true" />}
                title={privately.words}
                isOff={!privately.may}
                onPress={() => setAsking('reply-privately')}
              >
                Reply privately
              </Act>
              <Act icon={<IconThumbUp size={14} aria-hidden="true" />} onPress={() => ask({ act: isLiked ? 'unlike' : 'like' })}>
                {isLiked ? 'Unlike' : 'Like'}
              </Act>
              <Act
                icon={line.isHidden ? <IconEye size={14} aria-hidden="true" /> : <IconEyeOff size={14} aria-hidden="true" />}
                title={line.isHidden ? undefined : 'Only the author and their friends will see it. The author is not told.'}
                onPress={() => ask({ act: line.isHidden ? 'show' : 'hide' })}
              >
                {line.isHidden ? 'Show again' : 'Hide'}
              </Act>
            </>
          )}
          <Act icon={<IconTrash size={14} aria-hidden="true" />} onPress={() => setAsking('remove')}>
            Delete
          </Act>
        </div>
      ) : null}
      <DeleteDialog isOpen={asking === 'remove'} onDelete={() => ask({ act: 'remove' })} onCancel={() => setAsking(undefined)} />
      <AskDialog
        key={asking}
        title={asking === 'edit' ? 'Edit this answer' : `Reply privately to ${who}`}
        hint={
          asking === 'edit'
            ? 'Everyone on Facebook can read it.'
            : 'Facebook allows one private reply to a comment. A conversation opens only when it is answered.'
        }
        button={asking === 'edit' ? 'Save' : 'Send privately'}
        text={asking === 'edit' ? line.text : ''}
        isOpen={asking === 'edit' || asking === 'reply-privately'}
        onDone={(text) => ask({ act: asking === 'edit' ? 'edit' : 'reply-privately', text })}
        onCancel={() => setAsking(undefined)}
      />
    </>
  )
}

type ActProps = {
  readonly icon: ReactNode
  readonly title?: string | undefined
  readonly isOff?: boolean
  readonly onPress: () => void
  readonly children: string
}

/** One that cannot be done says why, and stays where the keyboard finds it. */
function Act({ icon, title, isOff = false, onPress, children }: ActProps) {
  return (
    <Button
      size="xs"
      variant="quiet"
      leftSection={icon}
      title={title}
      aria-disabled={isOff}
      onClick={() => (isOff ? undefined : onPress())}
    >
      {children}
    </Button>
  )
}

function Done({ done, who }: { readonly done: ActUpon; readonly who: string }) {
  const { tone, words } = actWords(done)
  const at = new Date(done.at)
  return (
    <p className="mark-line" data-tone={tone} title={done.state === 'sent' ? fullTime(at) : undefined}>
      {words}
      {done.state === 'sent' ? `, ${clockTime(at)}.` : '.'} {done.state === 'failed' ? failureWords(done.failure, who).words : null}{' '}
      {done.state === 'failed' ? failureCodes(done.failure) : null}
      {done.act === 'reply-privately' && done.state !== 'failed' ? (
        <>
          {' '}
          “{done.text}”{' '}
          {done.ticketId === null ? (
            'The answer will open a ticket of its own.'
          ) : (
            <Link className="link" to="/tickets/$folder/$ticketId" params={{ folder: 'all', ticketId: done.ticketId }}>
              Open the private ticket
            </Link>
          )}
        </>
      ) : null}
    </p>
  )
}

/** What only waits for Facebook's name cannot be asked for by it. */
function isNamed(line: MessageLine): boolean {
  return line.line === 'customer-message' || line.state === 'sent'
}

function privateVerdict(line: MessageLine, now: Date): { readonly may: boolean; readonly words: string } {
  const writtenAt = new Date(line.occurredAt)
  const tried = line.acts.filter(({ act }) => act === 'reply-privately')
  const isAnsweredPrivately = tried.some(({ state, failure }) => state !== 'failed' || failure?.reason === 'answered-privately')
  const author =
    line.line === 'customer-message'
      ? ({ kind: 'client' } as const)
      : ({ kind: 'elsewhere', appId: undefined, appName: undefined } as const)
  const entry = { author, writtenAt, removedAt: undefined, hiddenAt: undefined, unhiddenAt: undefined }
  const verdict = moderationVerdict({ kind: 'say-privately' }, { entry, isAnsweredPrivately, now })
  switch (verdict.kind) {
    case 'may':
      return {
        may: true,
        words: verdict.until === undefined ? '' : `Facebook allows one private reply, until ${sentenceTime(verdict.until, now)}.`,
      }
    case 'answered-privately':
      return { may: false, words: 'Already used. Facebook allows one private reply to a comment.' }
    case 'too-old':
      return { may: false, words: `The 7 days for a private reply ended ${sentenceTime(new Date(writtenAt.getTime() + WEEK_MS), now)}.` }
    default:
      return { may: false, words: '' }
  }
}

const WEEK_MS = 7 * 24 * 3_600_000

function useModerate(ticketId: string, messageId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (wish: Wish) =>
      ask('POST /api/v1/tickets/:ticketId/messages/:messageId/acts', {
        params: { ticketId, messageId },
        headers: { 'idempotency-key': newCommandKey() },
        body: wish,
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.messages(ticketId) }),
  })
}
