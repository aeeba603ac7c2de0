import { useState, type RefObject } from 'react'
import { judgeLength } from '#domain/messaging-policy/message-length.ts'
import { clientName, shortName } from '../clients/client-name.ts'
import { useSession } from '../session/session.ts'
import { ReplyCounter } from './counter.tsx'
import type { MessageLine } from './lines/line-of.ts'
import { MentionButton, MentionedFirst } from './mention.tsx'
import { isPublic } from './public/place-words.ts'
import type { TalkByName } from './talk.ts'
import { useDraftText } from './use-draft-text.ts'
import { useMentionable, type Mentionable } from './use-mentionable.ts'
import { useSend } from './use-send.ts'
import { WritingForm } from './writing-form.tsx'

type ReplyFormProps = {
  readonly talk: TalkByName
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly answered: MessageLine | undefined
  readonly onLeave: () => void
  readonly onSent: (() => void) | undefined
}

/** What the customer, or everybody, will read: the words, and whom they mention. */
export function ReplyForm({ talk, field, answered, onLeave, onSent }: ReplyFormProps) {
  const { memberId } = useSession()
  const { text, setText, clear } = useDraftText({ memberId, ticketId: talk.id, mode: 'reply' })
  const mentionable = useMentionable(talk, answered)
  const [mention, setMention] = useState<Mentionable>()
  const send = useSend(talk.id)
  const offered = mention ?? mentionable

  function handleMention(next: Mentionable | undefined): void {
    setMention(next)
    field.current?.focus()
  }

  function handleSend(): void {
    send({ mode: 'reply', text, mention })
    clear()
    setMention(undefined)
    onSent?.()
  }

  return (
    <WritingForm
      label="Reply"
      {...wordsOf(talk)}
      field={field}
      text={text}
      canSend={judgeLength(text, mention?.length).kind === 'fits'}
      counter={<ReplyCounter text={text} before={mention?.length ?? 0} />}
      above={mention && <MentionedFirst name={mention.name} onRemove={() => handleMention(undefined)} />}
      tools={
        offered && (
          <MentionButton
            name={offered.name}
            isOn={mention !== undefined}
            onPress={() => handleMention(mention === undefined ? offered : undefined)}
          />
        )
      }
      onText={setText}
      onSend={handleSend}
      onLeave={onLeave}
    />
  )
}

function wordsOf(talk: TalkByName) {
  const name = clientName(talk.client)
  return isPublic(talk)
    ? { fieldLabel: `Public reply to ${name}`, placeholder: 'Write a public reply', sendLabel: 'Reply publicly' }
    : { fieldLabel: `Message to ${name}`, placeholder: `Write to ${shortName(talk.client)}`, sendLabel: 'Send' }
}
