import { missingParameter } from '../../world/graph-error.ts'
import type { PageAccess } from '../../world/login/tokens.ts'
import { sendError } from '../../world/messenger/send/send-errors.ts'
import type { Conversation } from '../../world/world.ts'
import type { GraphCall } from '../graph/call.ts'
import { objectParam, textParam } from '../graph/params.ts'

/**
 * The thread of `recipient`: `{"id": "PSID"}`, the same without quotes as the docs print it, or the bare PSID. 100/2018001 when this
 * Page knows no such person.
 */
export function recipientThread(call: GraphCall, access: PageAccess): Conversation {
  const psid = psidIn(call)
  if (psid === undefined || psid === '') {
    throw missingParameter('recipient')
  }
  return threadOn(call, access, psid)
}

/** The thread of a PSID; 100/2018001 when this Page knows no such person. */
export function threadOn(call: GraphCall, access: PageAccess, psid: string): Conversation {
  const conversation = call.world.state.conversations.get(psid)
  if (conversation?.pageId !== access.page.id) {
    throw sendError('100/2018001')
  }
  return conversation
}

function psidIn({ params }: GraphCall): string | undefined {
  const recipient = objectParam(params, 'recipient')
  if (recipient) {
    return textParam(recipient, 'id')
  }
  const text = textParam(params, 'recipient')
  return /^\{\s*id\s*:\s*"?(\d+)"?\s*\}$/.exec(text ?? '')?.[1] ?? text
}
