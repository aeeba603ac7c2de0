import { missingParameter, notInTheSandbox, oauthError } from '../../world/graph-error.ts'
import { asPage, canMessage } from '../../world/login/permissions.ts'
import { act, recipientOf, sendText, type SenderAction } from '../../world/messenger/send.ts'
import type { GraphCall } from '../graph/call.ts'
import { objectParam, type Params, textParam } from '../graph/params.ts'

const ACTIONS = ['typing_on', 'typing_off', 'mark_seen']
const NOT_THERE = ['attachment', 'attachments', 'quick_replies', 'sticker_id', 'template']

/** `POST /{page}/messages`: a text, or a sender action. */
export function sendMessage(call: GraphCall, id: string): unknown {
  const access = asPage(call.access(), id, call.method)
  canMessage(access)
  const { params } = call
  const conversation = recipientOf(call.world, access, psidIn(params))
  const message = objectParam(params, 'message')
  const action = textParam(params, 'sender_action')
  if (message && action !== undefined) {
    throw oauthError(100, '(#100) You cannot send a message and a sender action in the same call', 2018014)
  }
  if (action !== undefined) {
    act(call.world, conversation, knownAction(action))
    return { recipient_id: conversation.psid }
  }
  const sent = sendText(
    call.world,
    { access, conversation },
    {
      text: textIn(params, message),
      metadata: message && textParam(message, 'metadata'),
      messagingType: textParam(params, 'messaging_type'),
      tag: textParam(params, 'tag'),
    },
  )
  return { recipient_id: conversation.psid, message_id: sent.mid }
}

function psidIn(params: Params): string {
  const recipient = objectParam(params, 'recipient')
  if (!recipient) {
    throw missingParameter('recipient')
  }
  const psid = textParam(recipient, 'id')
  if (psid === undefined) {
    throw notInTheSandbox(`recipient.${Object.keys(recipient).join()}`)
  }
  return psid
}

function textIn(params: Params, message: Params | undefined): string {
  if (!message) {
    throw oauthError(100, '(#100) Param message must be non-empty')
  }
  const unbuilt = NOT_THERE.find((name) => message[name] !== undefined)
  if (unbuilt !== undefined || params['reply_to'] !== undefined || params['persona_id'] !== undefined) {
    throw notInTheSandbox(unbuilt === undefined ? 'reply_to and persona_id' : `message.${unbuilt}`)
  }
  return textParam(message, 'text') ?? ''
}

function knownAction(action: string): SenderAction {
  if (!ACTIONS.includes(action)) {
    throw oauthError(100, `(#100) Param sender_action must be one of {${ACTIONS.join(', ')}}`)
  }
  return action as SenderAction
}
