import type { PageAccess } from '../../login/tokens.ts'
import type { Settings, World } from '../../world.ts'
import type { FileGiven } from './attachments.ts'
import { type Part, partsOf, ready } from './parts.ts'
import { quickRepliesOf } from './quick-replies.ts'
import { type Json, objectAt, textAt, tooLong } from './reading.ts'
import { sendError } from './send-errors.ts'
import type { QuickReply } from '../thread.ts'
import { utilityMessage } from '../templates/utility-message.ts'

export type Content = {
  readonly text: string | undefined
  readonly parts: readonly Part[]
  readonly quickReplies: readonly QuickReply[] | undefined
  readonly metadata: string | undefined
  readonly isUtility: boolean
}

const TEXT_LIMIT = 2000
const METADATA_LIMIT = 1000

/** Reads and checks `message`: its limits, its templates, its files so far as they are at hand. Changes nothing. Throws the refusal. */
export function contentOf(
  world: World,
  access: PageAccess,
  given: { readonly message: Json; readonly file: FileGiven | undefined },
): Content {
  const { message } = given
  const { settings } = world.state
  const metadata = textAt(message, 'metadata', 'message[metadata]')
  if ((metadata?.length ?? 0) > METADATA_LIMIT) {
    throw tooLong('message[metadata]', METADATA_LIMIT)
  }
  const template = objectAt(message, 'template', 'message[template]')
  if (template) {
    const { text, attachments } = utilityMessage(world, access.page.id, template)
    return { text, parts: attachments.map(ready), quickReplies: undefined, metadata, isUtility: true }
  }
  const text = checkedText(settings, message)
  const parts = partsOf(world, access, given)
  if (text !== undefined && parts.length > 0) {
    throw sendError('100/2018018')
  }
  if (text === undefined && parts.length === 0) {
    throw sendError('100/2018034')
  }
  return { text, parts, quickReplies: quickRepliesOf(settings, message), metadata, isUtility: false }
}

/** Length of a text as the setting says Facebook counts. */
function lengthOf(text: string, count: Settings['textCount']): number {
  if (count === 'bytes') {
    return Buffer.byteLength(text)
  }
  return count === 'utf16' ? text.length : Array.from(text).length
}

function checkedText(settings: Settings, message: Json): string | undefined {
  const text = textAt(message, 'text', 'message[text]')
  if (text === undefined || text === '') {
    return undefined
  }
  if (lengthOf(text, settings.textCount) > TEXT_LIMIT) {
    throw tooLong('message[text]', TEXT_LIMIT)
  }
  return text
}
