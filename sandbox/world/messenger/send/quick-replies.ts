import type { Settings } from '../../world.ts'
import { checkCount, checkLength, fullTextAt, type Json, listAt, mustBeOneOf, textAt } from './reading.ts'
import { checkAddress, neededTitle } from '../templates/template-parts.ts'
import type { QuickReply } from '../thread.ts'

const MAX = 13
const TITLE = 20
const PAYLOAD = 1000
const TYPES = ['text', 'user_phone_number', 'user_email']
const WHERE = 'message[quick_replies]'

/** What a message offers to tap: at most 13 (Messenger Platform docs, quick replies). Undefined when it offers nothing. */
export function quickRepliesOf(settings: Settings, message: Json): QuickReply[] | undefined {
  const offered = listAt(message, 'quick_replies', WHERE)
  if (!offered) {
    return undefined
  }
  checkCount(offered.length, { min: 1, max: MAX }, WHERE)
  return offered.map((each, index) => quickReply(settings, each, `${WHERE}[${index}]`))
}

function quickReply(settings: Settings, given: Json, where: string): QuickReply {
  const contentType = fullTextAt(given, 'content_type', `${where}[content_type]`)
  mustBeOneOf(contentType, TYPES, `${where}[content_type]`)
  const payload = textAt(given, 'payload', `${where}[payload]`)
  checkLength(payload, PAYLOAD, `${where}[payload]`)
  if (contentType !== 'text') {
    return { content_type: contentType, payload }
  }
  const title = neededTitle({ where, settings }, given, { name: 'title', limit: TITLE })
  const image = textAt(given, 'image_url', `${where}[image_url]`)
  checkAddress(given, 'image_url', `${where}[image_url]`)
  return { content_type: contentType, title, payload, ...(image === undefined || image === '' ? {} : { image_url: image }) }
}
