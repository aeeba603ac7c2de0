import { missingParameter, oauthError } from '../../world/graph-error.ts'
import { saveAttachment, takeFile } from '../../world/messenger/send/attachments.ts'
import { partOf } from '../../world/messenger/send/parts.ts'
import { isJson } from '../../world/messenger/send/reading.ts'
import { sendError } from '../../world/messenger/send/send-errors.ts'
import type { GraphCall } from '../graph/call.ts'
import { fileParam, objectParam } from '../graph/params.ts'
import { fetchFile } from './fetched-files.ts'
import { asMessagingPage } from './messaging-page.ts'

/** `POST /{page}/message_attachments`: keeps a file, by `url` or `filedata`, for sending later (Messenger Platform docs, attachment upload API). */
export async function uploadAttachment(call: GraphCall, id: string): Promise<{ attachment_id: string }> {
  const access = asMessagingPage(call, id)
  const message = objectParam(call.params, 'message')
  if (!message) {
    throw missingParameter('message')
  }
  const attachment = message['attachment']
  if (!isJson(attachment)) {
    throw oauthError(100, '(#100) The parameter message[attachment] is required')
  }
  const part = partOf(call.world, access, { attachment, file: fileParam(call.params, 'filedata'), where: 'message[attachment]' })
  if (part.kind === 'ready') {
    throw sendError('100/2018047')
  }
  const file = part.kind === 'upload' ? part.file : await fetchFile(call.world, part)
  const media = takeFile(call.world, part.type, { ...file, isByUrl: part.kind === 'fetch' })
  return { attachment_id: saveAttachment(call.world, { pageId: access.page.id, type: part.type, media }).id }
}
