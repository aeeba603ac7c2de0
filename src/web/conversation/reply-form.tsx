import type { RefObject } from 'react'
import { REACH } from '#domain/conversations/subject.ts'
import type { ReplyMode } from '#domain/messaging-policy/reply-mode.ts'
import { judgeLength } from '#domain/messaging-policy/message-length.ts'
import { subjectKindOf } from '#domain/tickets/kind.ts'
import { clientName, shortName } from '../clients/client-name.ts'
import { useSession } from '../session/session.ts'
import { ReplyCounter } from './counter.tsx'
import { DraftTroubleNote } from './draft-trouble.tsx'
import { areUploaded, attach, Attachments } from './files/attachments.tsx'
import { useChosenFiles, type ChosenFile } from './files/choices.ts'
import { handOverFiles } from './files/chosen-files.ts'
import { useRestoredFiles } from './files/use-restored-files.ts'
import { FileButton } from './files/file-button.tsx'
import { behindWords } from './files/plan-words.ts'
import { FileDrop } from './files/file-drop.tsx'
import type { MessageLine } from './lines/line-of.ts'
import { ModeRule } from './mode-rule.tsx'
import { MODE_WORDS } from './reply-mode-words.ts'
import { MentionButton, MentionedFirst } from './mention.tsx'
import { isPublic } from './public/place-words.ts'
import { OfferBelow } from './offers/offer-below.tsx'
import { OfferTool } from './offers/offer-tool.tsx'
import { useOffer, type Offering } from './offers/use-offer.ts'
import type { TalkByName } from './talk.ts'
import type { Answering } from './threads-of.ts'
import { QuotedAbove } from './quoted-above.tsx'
import { keptMentions, type Mentionable } from './kept-mention.ts'
import { keptQuotes, type Quoting } from './kept-quote.ts'
import { useShowTyping } from '../live/tell-gestures.ts'
import { tellTyping } from '../live/tell-presence.ts'
import { noteWriting } from './seen-lines.ts'
import { useDraftText } from './use-draft-text.ts'
import { saidOf, SplitButton, SplitForm } from './split-form.tsx'
import { TemplateTool } from '../templates/template-tool.tsx'
import { useModeRule, type ModeRules } from './use-mode-rule.ts'
import { useMentionable } from './use-mentionable.ts'
import { useParts } from './use-parts.ts'
import { useSend } from './use-send.ts'
import { WritingForm } from './writing-form.tsx'

type ReplyFormProps = {
  readonly talk: TalkByName
  /** As what it goes. */
  readonly replyMode: ReplyMode
  /** In a ticket of a whole post the thread that is answered. */
  readonly answering: Answering | undefined
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly answered: MessageLine | undefined
  readonly onUndo: (() => void) | undefined
  /** Opens the templates; undefined: there is none to send. */
  readonly onTemplate: (() => void) | undefined
  readonly onLeave: () => void
  readonly onSent: (() => void) | undefined
}

/** What the customer, or everybody, will get: the words, whom they mention, and the files that go along. */
export function ReplyForm({ talk, replyMode, answering, field, answered, onUndo, onTemplate, onLeave, onSent }: ReplyFormProps) {
  const { memberId } = useSession()
  const reply = { memberId, ticketId: talk.id, threadId: answering?.threadId }
  const { files: rule, canOffer } = REACH[subjectKindOf(talk.kind)]
  const { text, setText, clear, trouble } = useDraftText({ ...reply, mode: 'reply' }, { takesOffer: canOffer })
  const mentionable = useMentionable(talk, answered)
  const mention = keptMentions.useKept(reply)
  const rules = useModeRule(replyMode)
  const chosen = useChosenFiles(reply)
  useRestoredFiles(reply, rule !== undefined)
  const quoting = keptQuotes.useKept(reply)
  const send = useSend(talk.id, answering)
  const typing = useShowTyping(talk)
  const before = mention?.length ?? 0
  const { count, parts, split, change, join } = useParts(text, before, handleText)
  const lastText = lastOf(text, parts)
  const offering = useOffer(reply, { text: lastText, hasFiles: chosen.length > 0, isPossible: canOffer })

  function handleMention(next: Mentionable | undefined): void {
    if (next === undefined) {
      keptMentions.drop(reply)
    } else {
      keptMentions.keep(reply, next)
    }
    field.current?.focus()
  }

  function handleChoose(files: readonly File[]): void {
    attach(reply, rule, files)
    field.current?.focus()
  }

  /** What one replies to is left first. */
  function handleLeave(): void {
    if (!keptQuotes.drop(reply)) {
      onLeave()
    }
  }

  function handleDropQuote(): void {
    keptQuotes.drop(reply)
    field.current?.focus()
  }

  function handleSplit(): void {
    split()
    focusOnceDrawn(field)
  }

  function handleJoin(): void {
    join()
    focusOnceDrawn(field)
  }

  function handleText(next: string): void {
    noteWriting(talk.id)
    tellTyping(talk.id)
    typing.wrote(next)
    setText(next)
  }

  function handleSend([first = '', ...more]: readonly string[]): void {
    send({
      mode: 'reply',
      replyMode,
      text: first,
      more,
      mention,
      quoting: quoting && quotedIn(quoting),
      offer: offering.offer,
      files: filesIn(chosen),
    })
    clear()
    offering.drop()
    keptQuotes.drop(reply)
    join()
    keptMentions.drop(reply)
    typing.stopped()
    rules.forget()
    handOverFiles(reply)
    if (parts !== undefined) {
      focusOnceDrawn(field)
    }
    onSent?.()
  }

  const above = (
    <>
      <DraftTroubleNote trouble={trouble} />
      {quoting && <QuotedAbove quoting={quoting} onDrop={handleDropQuote} />}
      <ModeRule talk={talk} mode={replyMode} rules={rules} />
      {mention && <MentionedFirst name={mention.name} onRemove={() => handleMention(undefined)} />}
      <Attachments reply={reply} rule={rule} chosen={chosen} texts={countOf(text, parts)} hasCards={offering.messages > 0} field={field} />
    </>
  )
  const below = <OfferBelow offering={offering} text={lastText} sender={talk.channel.name} field={field} />
  return (
    <FileDrop rule={rule} onChoose={handleChoose}>
      {parts === undefined ? (
        <WritingForm
          label="Reply"
          {...wordsOf(talk, answering, replyMode)}
          field={field}
          text={text}
          canSend={canSend({ text, before, chosen, rules, offering })}
          counter={
            <>
              <ReplyCounter text={text} before={before} remedy={count === undefined ? undefined : ''} />
              {count === undefined ? null : <SplitButton count={count} onSplit={handleSplit} />}
            </>
          }
          above={above}
          below={below}
          tools={
            <>
              {onTemplate && <TemplateTool onPress={onTemplate} />}
              {rule && <FileButton rule={rule} onChoose={handleChoose} />}
              <OfferTool isPossible={canOffer} onChoose={offering.begin} />
              <Mention offered={mention ?? mentionable} isOn={mention !== undefined} onChange={handleMention} />
            </>
          }
          onText={handleText}
          onSend={() => handleSend([text])}
          onUndo={onUndo}
          onLeave={handleLeave}
        />
      ) : (
        <SplitForm
          label="Reply"
          parts={parts}
          before={before}
          field={field}
          above={above}
          below={below}
          behind={behindWords(rule, chosen).length + offering.messages}
          isReady={isReady({ chosen, rules, offering })}
          onParts={change}
          onSend={handleSend}
          onBack={handleJoin}
        />
      )}
    </FileDrop>
  )
}

/** What is drawn next has another field. */
function focusOnceDrawn(field: RefObject<HTMLTextAreaElement | null>): void {
  window.requestAnimationFrame(() => field.current?.focus())
}

type MentionProps = {
  readonly offered: Mentionable | undefined
  readonly isOn: boolean
  readonly onChange: (next: Mentionable | undefined) => void
}

function Mention({ offered, isOn, onChange }: MentionProps) {
  return offered && <MentionButton name={offered.name} isOn={isOn} onPress={() => onChange(isOn ? undefined : offered)} />
}

type Along = { readonly chosen: readonly ChosenFile[]; readonly rules: ModeRules; readonly offering: Offering }
type Written = Along & { readonly text: string; readonly before: number }

/** Words, files that the desk has, what is offered to tap, or all of them. */
function canSend({ text, before, ...along }: Written): boolean {
  const { kind } = judgeLength(text, before)
  const isAlone = along.chosen.length === 0 && along.offering.offer === undefined
  return isReady(along) && (isAlone ? kind === 'fits' : kind !== 'too-long')
}

function isReady({ chosen, rules, offering }: Along): boolean {
  return rules.isFollowed && areUploaded(chosen) && offering.faults.length === 0
}

function filesIn(chosen: readonly ChosenFile[]) {
  return chosen.flatMap(({ state }) => (state.kind === 'uploaded' ? [state.file] : []))
}

function quotedIn({ lineId, by, words }: Quoting) {
  return { lineId, words: `${by}: ${words}` }
}

/** Below which words quick replies and buttons stand. */
function lastOf(text: string, parts: readonly string[] | undefined): string {
  return saidOf(parts ?? [text]).at(-1) ?? ''
}

/** As how many messages the words go. */
function countOf(text: string, parts: readonly string[] | undefined): number {
  return saidOf(parts ?? [text]).length
}

function wordsOf(talk: TalkByName, answering: Answering | undefined, replyMode: ReplyMode) {
  const name = answering === undefined ? clientName(talk.client) : (answering.name ?? 'an unknown person')
  return isPublic(talk)
    ? { fieldLabel: `Public reply to ${name}`, placeholder: 'Write a public reply', sendLabel: 'Reply publicly' }
    : { fieldLabel: `Message to ${name}`, placeholder: `Write to ${shortName(talk.client)}`, ...sendWords(replyMode) }
}

function sendWords(mode: ReplyMode) {
  return mode === 'response'
    ? { sendLabel: 'Send' }
    : ({ sendLabel: MODE_WORDS[mode].send, sendVariant: mode === 'human-agent' ? 'human' : 'filled' } as const)
}
