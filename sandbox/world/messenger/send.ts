import { pageWrites } from './conversations.ts'
import { graphMethodError, type GraphError, oauthError } from '../graph-error.ts'
import { mayWrite, type Verdict } from './messaging-window.ts'
import type { PageAccess } from '../login/tokens.ts'
import { type Conversation, type Message, type Settings, tell, type World } from '../world.ts'

export type TextToSend = {
  readonly text: string
  readonly metadata: string | undefined
  readonly messagingType: string | undefined
  readonly tag: string | undefined
}

const TEXT_LIMIT = 2000
const METADATA_LIMIT = 1000
const TYPING_SHOWS_MS = 20_000

/** Who a PSID is for this Page; 100/2018001 when it never wrote or belongs to another Page. */
export function recipientOf(world: World, access: PageAccess, psid: string): Conversation {
  const conversation = world.state.conversations.get(psid)
  if (conversation?.pageId !== access.page.id) {
    throw oauthError(100, '(#100) No matching user found', 2018001)
  }
  return conversation
}

/** Sends a text as the Page, or throws what Facebook would answer. */
export function sendText(world: World, to: { access: PageAccess; conversation: Conversation }, message: TextToSend): Message {
  const { access, conversation } = to
  checkText(world.state.settings, message)
  const refusal = refusalOf(mayWrite(conversation.openedAt, world.clock.now(), message), message)
  if (refusal) {
    throw refusal
  }
  if (access.page.blockedBy.has(conversation.personId)) {
    throw oauthError(551, "(#551) This person isn't available right now.", 1545041)
  }
  const { text, metadata, tag } = message
  return pageWrites(world, conversation, { text, metadata, tag, appId: access.app.id, attachments: [] })
}

export type SenderAction = 'typing_on' | 'typing_off' | 'mark_seen'

export function act(world: World, conversation: Conversation, action: SenderAction): void {
  const now = world.clock.now()
  if (action === 'mark_seen') {
    conversation.seenByPageUpTo = conversation.messages.at(-1)?.at ?? 0
  } else {
    conversation.pageTypesUntil = action === 'typing_on' ? now + TYPING_SHOWS_MS : 0
  }
  tell(world, { type: 'marks', conversation })
}

/** Length of a text as the setting says Facebook counts. */
function lengthOf(text: string, count: Settings['textCount']): number {
  if (count === 'bytes') {
    return Buffer.byteLength(text)
  }
  return count === 'utf16' ? text.length : Array.from(text).length
}

function checkText(settings: Settings, message: TextToSend): void {
  if (message.text === '') {
    throw oauthError(100, '(#100) Length of param message[text] must be greater than 0')
  }
  if (lengthOf(message.text, settings.textCount) > TEXT_LIMIT) {
    throw oauthError(100, `(#100) Length of param message[text] must be less than or equal to ${TEXT_LIMIT}`)
  }
  if ((message.metadata?.length ?? 0) > METADATA_LIMIT) {
    throw oauthError(100, `(#100) Length of param message[metadata] must be less than or equal to ${METADATA_LIMIT}`)
  }
}

function refusalOf(verdict: Verdict, { messagingType }: TextToSend): GraphError | undefined {
  switch (verdict) {
    case 'allowed':
      return undefined
    case 'outside-window':
      return oauthError(
        10,
        '(#10) This message is sent outside of allowed window. Learn more about the new policy here: https://developers.facebook.com/docs/messenger-platform/policy-overview',
        2018278,
      )
    case 'not-a-news-page':
      return oauthError(
        10,
        '(#10) This message is sent outside of allowed window. You need News Messaging permission to be able to do it.',
        2018065,
      )
    case 'tag-ended':
      // Seen in reports of June 2026 (chatwoot #14669, #14674): these words, this subcode.
      return oauthError(100, 'Invalid parameter', 1893061)
    case 'tag-unknown':
      return oauthError(100, '(#100) Invalid tag.')
    case 'tag-missing':
      return oauthError(100, '(#100) The parameter tag is required when messaging_type is MESSAGE_TAG')
    case 'type-unknown':
      return graphMethodError(`(#100) Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG, UTILITY}, not ${messagingType}`)
    default:
      return verdict satisfies never
  }
}
