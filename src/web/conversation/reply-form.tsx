import { useState, type RefObject } from 'react'
import { REACH } from '#domain/conversations/subject.ts'
import type { ReplyMode } from '#domain/messaging-policy/reply-mode.ts'
import { judgeLength } from '#domain/messaging-policy/message-length.ts'
import { subjectKindOf } from '#domain/tickets/kind.ts'
import { clientName, shortName } from '../clients/client-name.ts'
import { useSession } from '../session/session.ts'
import { ReplyCounter } from './counter.tsx'
import { DraftConflictNote } from './draft-conflict.tsx'
import { areUploaded, attach, Attachments } from './files/attachments.tsx'
import { handOverFiles, useChosenFiles, type ChosenFile } from './files/chosen-files.ts'
import { useRestoredFiles } from './files/use-restored-files.ts'
import { FileButton } from './files/file-button.tsx'
import { FileDrop } from './files/file-drop.tsx'
import type { MessageLine } from './lines/line-of.ts'
import { ModeRule } from './mode-rule.tsx'
import { MODE_WORDS } from './reply-mode-words.ts'
import { MentionButton, MentionedFirst } from './mention.tsx'
import { isPublic } from './public/place-words.ts'
import type { TalkByName } from './talk.ts'
import type { Answering } from './threads-of.ts'
import { QuotedAbove } from './quoted-above.tsx'
import { dropQuote, takeQuote } from './quoting.ts'
import { useShowTyping } from '../live/tell-gestures.ts'
import { tellTyping } from '../live/tell-presence.ts'
import { noteWriting } from './seen-lines.ts'
import { useDraftText } from './use-draft-text.ts'
import { SplitButton, SplitForm } from './split-form.tsx'
import { TemplateTool } from '../templates/template-tool.tsx'
import { useModeRule, type ModeRules } from './use-mode-rule.ts'
import { useMentionable, type Mentionable } from './use-mentionable.ts'
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
  const { text, setText, clear, conflict } = useDraftText({ ...reply, mode: 'reply' })
  const mentionable = useMentionable(talk, answered)
  const [mention, setMention] = useState<Mentionable>()
  const rules = useModeRule(replyMode)
  const rule = REACH[subjectKindOf(talk.kind)].files
  const chosen = useChosenFiles(reply)
  useRestoredFiles(reply, rule !== undefined)
  const send = useSend(talk.id, answering)
  const typing = useShowTyping(talk)
  const before = mention?.length ?? 0
  const { count, parts, split, change, join } = useParts(text, before, setText)

  function handleMention(next: Mentionable | undefined): void {
    setMention(next)
    field.current?.focus()
  }

  function handleChoose(files: readonly File[]): void {
    attach(reply, rule, files)
    field.current?.focus()
  }

  /** What one replies to is left first. */
  function handleLeave(): void {
    if (!dropQuote(talk.id)) {
      onLeave()
    }
  }

  function handleDropQuote(): void {
    dropQuote(talk.id)
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
    send({ mode: 'reply', replyMode, text: first, more, mention, quoting: takeQuote(talk.id), files: filesIn(chosen) })
    clear()
    join()
    setMention(undefined)
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
      <DraftConflictNote conflict={conflict} />
      <QuotedAbove ticketId={talk.id} onDrop={handleDropQuote} />
      <ModeRule talk={talk} mode={replyMode} rules={rules} />
      {mention && <MentionedFirst name={mention.name} onRemove={() => handleMention(undefined)} />}
      <Attachments reply={reply} rule={rule} chosen={chosen} texts={countOf(text, parts)} field={field} />
    </>
  )
  if (parts !== undefined) {
    return (
      <SplitForm
        label="Reply"
        parts={parts}
        before={before}
        field={field}
        above={above}
        isReady={isReady(chosen, rules)}
        onParts={change}
        onSend={handleSend}
        onBack={handleJoin}
      />
    )
  }
  return (
    <FileDrop rule={rule} onChoose={handleChoose}>
      <WritingForm
        label="Reply"
        {...wordsOf(talk, answering, replyMode)}
        field={field}
        text={text}
        canSend={canSend({ text, before, chosen, rules })}
        counter={
          <>
            <ReplyCounter text={text} before={before} remedy={count === undefined ? undefined : ''} />
            {count === undefined ? null : <SplitButton count={count} onSplit={handleSplit} />}
          </>
        }
        above={above}
        tools={
          <>
            {onTemplate && <TemplateTool onPress={onTemplate} />}
            {rule && <FileButton rule={rule} onChoose={handleChoose} />}
            <Mention offered={mention ?? mentionable} isOn={mention !== undefined} onChange={handleMention} />
          </>
        }
        onText={handleText}
        onSend={() => handleSend([text])}
        onUndo={onUndo}
        onLeave={handleLeave}
      />
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

type Written = {
  readonly text: string
  readonly before: number
  readonly chosen: readonly ChosenFile[]
  readonly rules: ModeRules
}

/** Words, files that the desk has, or both. */
function canSend({ text, before, chosen, rules }: Written): boolean {
  const { kind } = judgeLength(text, before)
  return isReady(chosen, rules) && (chosen.length === 0 ? kind === 'fits' : kind !== 'too-long')
}

function isReady(chosen: readonly ChosenFile[], { isFollowed }: ModeRules): boolean {
  return isFollowed && areUploaded(chosen)
}

function filesIn(chosen: readonly ChosenFile[]) {
  return chosen.flatMap(({ state }) => (state.kind === 'uploaded' ? [state.file] : []))
}

/** As how many messages the words go. */
function countOf(text: string, parts: readonly string[] | undefined): number {
  return parts?.length ?? (text.trim() === '' ? 0 : 1)
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
