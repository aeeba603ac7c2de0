import { type GraphError, graphMethodError, missingParameter, oauthError } from '../../graph-error.ts'
import type { PageAccess } from '../../login/tokens.ts'
import type { World } from '../../world.ts'
import type { Content } from './content.ts'
import { isOpenAt, type Leave, mayWrite, type Verdict, type Window } from '../messaging-window.ts'
import { sendError } from './send-errors.ts'
import { isFeedback } from '../templates/templates.ts'
import { mayUseTemplates } from '../templates/utility-templates.ts'

/** What the sender says of a message: `messaging_type` and `tag`. */
type Said = Pick<Leave, 'messagingType' | 'tag'>

/**
 * Judges whether this message may go out now: type, tag, window, and the permission of utility messages. Without a window leave was given
 * otherwise (private reply, notification token); types and tags are judged all the same. Throws what Facebook would answer.
 */
export function checkLeave(
  world: World,
  access: PageAccess,
  wish: { readonly window: Window | undefined; readonly content: Content; readonly said: Said },
): void {
  const { window, content, said } = wish
  const { settings } = world.state
  if (said.messagingType === undefined && !content.isUtility && settings.missingMessagingType === 'refused') {
    throw missingParameter('messaging_type')
  }
  const leave: Leave = {
    messagingType: said.messagingType,
    tag: said.tag,
    isHumanAgent: access.app.features.humanAgent,
    isNewsPage: access.page.isNewsPage,
    isFeedback: isFeedback(content.parts.flatMap((part) => (part.kind === 'ready' ? [part.attachment] : []))),
    isUtility: content.isUtility,
  }
  const now = world.clock.now()
  const verdict = mayWrite(window ?? { openedAt: now, windowMs: 1 }, now, leave)
  const refusal = refusalOf(verdict, leave, settings.humanAgentWithoutFeature === 'refused')
  if (refusal) {
    throw refusal
  }
  if (content.isUtility && !mayUseTemplates(access)) {
    throw oauthError(200, '(#200) Requires pages_utility_messaging permission to manage the object')
  }
}

/** The same of a sender action, which has neither type nor tag: only the window is asked, and only if the setting says so. */
export function checkActionLeave({ state, clock }: World, window: Window | undefined): void {
  const isOutside = window !== undefined && !isOpenAt(window, clock.now())
  if (isOutside && state.settings.senderActionOutsideWindow === 'refused') {
    throw sendError('10/2018278')
  }
}

function refusalOf(verdict: Verdict, { messagingType }: Leave, isRefusedOutright: boolean): GraphError | undefined {
  switch (verdict) {
    case 'allowed':
      return undefined
    case 'outside-window':
      return sendError('10/2018278')
    case 'no-human-agent':
      return isRefusedOutright ? sendError('10') : sendError('10/2018278')
    case 'not-a-news-page':
      return sendError('10/2018065')
    case 'tag-ended':
      // Seen in reports of June 2026 (chatwoot #14669, #14674): these words, this subcode.
      return sendError('100/1893061')
    case 'tag-unknown':
      return oauthError(100, '(#100) Invalid tag.')
    case 'tag-missing':
      return oauthError(100, '(#100) The parameter tag is required when messaging_type is MESSAGE_TAG')
    case 'feedback-only':
      return oauthError(100, '(#100) The tag CUSTOMER_FEEDBACK can be used only with the customer_feedback template')
    case 'utility-only':
      return oauthError(100, '(#100) A message template goes with messaging_type UTILITY, and UTILITY with nothing else')
    case 'type-unknown':
      return graphMethodError(`(#100) Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG, UTILITY}, not ${messagingType}`)
    default:
      return verdict satisfies never
  }
}
