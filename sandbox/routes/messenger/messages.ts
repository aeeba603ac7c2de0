import type { PageAccess } from '../../world/login/tokens.ts'
import type { FileGiven } from '../../world/messenger/send/attachments.ts'
import { checkBarriers } from '../../world/messenger/send/barriers.ts'
import { handOnAfter } from '../../world/messenger/handover/hand-on.ts'
import { type Draft, draftOf, recipientIn, type SendAnswer, sendDraft, type SendWish } from '../../world/messenger/send/send.ts'
import { checkActionLeave } from '../../world/messenger/send/leave.ts'
import { sendError } from '../../world/messenger/send/send-errors.ts'
import { act } from '../../world/messenger/send/sender-actions.ts'
import type { GraphCall } from '../graph/call.ts'
import { fileParam, objectParam, textParam } from '../graph/params.ts'
import { fetchFiles, hasFilesToFetch } from './fetched-files.ts'
import { asMessagingPage } from './messaging-page.ts'

/** `POST /{page}/messages`: a message, or a sender action. */
export function sendMessage(call: GraphCall, id: string): unknown {
  const access = asMessagingPage(call, id)
  const wish = wishIn(call)
  const action = textParam(call.params, 'sender_action')
  if (action === undefined) {
    return send(call, access, wish)
  }
  const { conversation, isByUserRef, window } = recipientIn(call.world, access, wish)
  if (wish.message) {
    throw sendError('100/2018014')
  }
  checkActionLeave(call.world, window)
  checkBarriers(call.world, access, conversation)
  act(call.world, conversation, { name: action, personaId: wish.personaId, payload: objectParam(call.params, 'payload') })
  return isByUserRef ? {} : { recipient_id: conversation.psid }
}

function wishIn({ params }: GraphCall): SendWish {
  return {
    recipient: objectParam(params, 'recipient'),
    message: objectParam(params, 'message') ?? utilityMessageIn(params),
    messagingType: textParam(params, 'messaging_type'),
    tag: textParam(params, 'tag'),
    notificationType: textParam(params, 'notification_type'),
    personaId: textParam(params, 'persona_id'),
    replyTo: objectParam(params, 'reply_to'),
    file: fileParam(params, 'filedata'),
  }
}

/** One sample of the docs puts `template` beside the recipient instead of into `message` (utility messages, 2026-03). */
function utilityMessageIn(params: GraphCall['params']): SendWish['message'] {
  const template = objectParam(params, 'template')
  return template && { template }
}

/** Files at addresses are fetched between judging and sending; meanwhile things may change, so that the message is judged again. */
function send(call: GraphCall, access: PageAccess, wish: SendWish): SendAnswer | Promise<SendAnswer> {
  const judged = judge(call, access, wish)
  const { parts } = judged.draft.content
  return hasFilesToFetch(parts)
    ? fetchFiles(call.world, parts).then((fetched) => goOut(call, access, { ...judge(call, access, wish), fetched }))
    : goOut(call, access, { ...judged, fetched: [] })
}

type Judged = { readonly draft: Draft; readonly handOn: (() => void) | undefined }

function judge(call: GraphCall, access: PageAccess, wish: SendWish): Judged {
  const draft = draftOf(call.world, access, wish)
  const control = objectParam(call.params, 'thread_control')
  const step = { access, conversation: draft.target.conversation, metadata: undefined }
  return { draft, handOn: control && handOnAfter(call.world, step, control) }
}

function goOut({ world }: GraphCall, access: PageAccess, what: Judged & { readonly fetched: readonly FileGiven[] }): SendAnswer {
  const answer = sendDraft(world, access, what)
  what.handOn?.()
  return answer
}
