import type { Act } from '#domain/acts/act.ts'
import type { Addressee } from '#domain/channels/channel-port.ts'
import { somebodyIn } from '#domain/conversations/subject.ts'
import type { GoesAs } from '#domain/messaging-policy/reply-mode.ts'
import { isNamed, type FilledPlaceholder, type SaidTemplate } from '#domain/templates/message-template.ts'
import { ATTACHMENT_TYPES } from './bring.ts'
import { offering } from './offering.ts'
import { graphId } from '../graph/graph-id.ts'

/**
 * The body of a message for the Send API; undefined where Facebook has no such person. `metadata` comes back in the echo: by
 * it an answer that never arrived is settled, and the echo doubles nothing.
 */
export function messageOf(act: Act, to: Addressee): object | undefined {
  switch (act.kind) {
    case 'say':
      return messageToPerson(act, to)
    case 'say-privately':
      return privateReplyOf(act.text, to)
    default:
      return undefined
  }
}

/** By the whole id, as it was told: a part of it is refused, and so is a post that is called a comment (Private replies, 2026-04). */
function privateReplyOf(text: string, { target, mark }: Addressee): object | undefined {
  const answered = graphId(target?.calledAs)
  const message = { text, metadata: mark }
  return answered && { recipient: target?.thing === 'post' ? { post_id: answered } : { comment_id: answered }, message }
}

type Said = Extract<Act, { readonly kind: 'say' }>

function messageToPerson(act: Said, { subject, goesAs, mark, files = [] }: Addressee): object | undefined {
  const message = { ...saidBy(act, { names: files, mark }), metadata: mark }
  const person = somebodyIn(subject)
  const recipient = person?.kind === 'person' ? graphId(person.externalId) : undefined
  return recipient && { recipient: { id: recipient }, ...typeOf(goesAs), ...replyToOf(act), message }
}

/** Beside the message, not in it (Send API, changelog of 2025-07-15). */
function replyToOf({ repliesTo }: Extract<Act, { readonly kind: 'say' }>): object {
  return repliesTo === undefined ? {} : { reply_to: { mid: repliesTo } }
}

type With = { readonly names: readonly string[]; readonly mark: string }

function saidBy({ text, template, offer, files = [] }: Said, { names, mark }: With): object {
  if (template !== undefined) {
    return { template: templateOf(template) }
  }
  return offer === undefined
    ? wordsOrFiles({ text, files }, names)
    : offering(offer, { beside: wordsOrFiles({ text, files }, names), text, mark })
}

/**
 * Text or files, never both: "Only one of text or attachment can be specified". Several pictures are one message (changelog, 2025-03-19). Files go by the
 * names under which Facebook keeps them.
 */
function wordsOrFiles({ text, files = [] }: Pick<Said, 'text' | 'files'>, names: readonly string[]): object {
  const attachments = files.map(({ what }, place) => ({ type: ATTACHMENT_TYPES[what], payload: { attachment_id: names[place] } }))
  const [first, ...others] = attachments
  if (first === undefined) {
    return { text }
  }
  return others.length === 0 ? { attachment: first } : { attachments }
}

/** Parameters without names stand in the order of their numbers (Messenger Platform docs, utility messages, 2026-03). */
function templateOf({ name, language, header, body }: SaidTemplate): object {
  const components = [
    { type: 'header', parameters: header.map(parameterOf) },
    { type: 'body', parameters: body.map(parameterOf) },
  ].filter(({ parameters }) => parameters.length > 0)
  return { name, language: { code: language }, components }
}

function parameterOf({ placeholder, value }: FilledPlaceholder): object {
  return { type: 'text', ...(isNamed(placeholder) ? { parameter_name: placeholder } : {}), text: value }
}

function typeOf(goesAs: GoesAs | undefined): object {
  if (goesAs === undefined) {
    return {}
  }
  return { messaging_type: goesAs.messagingType, ...('tag' in goesAs ? { tag: goesAs.tag } : {}) }
}
