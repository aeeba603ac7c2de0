import type { PersonMessage } from '../world/messenger/conversations.ts'
import { findMessage } from '../world/messenger/person-acts.ts'
import type { MessageAttachment } from '../world/messenger/thread.ts'
import type { World } from '../world/world.ts'
import { attachmentIn, stickerOf } from './attachment-input.ts'
import { previewOf } from './link-preview.ts'
import { ControlError, given, type Input, object, objects, text } from './input.ts'

/** Members of the webhook's `message` that a person's client adds by itself. */
const MORE = ['referral', 'commands', 'nlp', 'is_unsupported']

/**
 * What a person writes: `text`, `attachments`, `sticker_id`, `quick_reply` (payload), `reply_to` (mid), `referral`, `commands`, `nlp`,
 * `is_unsupported`, `prior_message`; `more` adds any other member of the webhook's `message`.
 */
export function messageIn(world: World, input: Input): PersonMessage {
  const attachments = attachmentsIn(world, input)
  const more = { ...given(Object.fromEntries(MORE.map((name) => [name, input[name]]))), ...object(input, 'more') }
  const words = text(input, 'text')
  if ((words === undefined || words === '') && attachments.length === 0 && Object.keys(more).length === 0) {
    throw new ControlError(400, 'text is missing.')
  }
  const prior = object(input, 'prior_message')
  return {
    text: words,
    attachments,
    replyTo: replyTo(world, input),
    quickReply: typeof input['quick_reply'] === 'object' ? text(object(input, 'quick_reply') ?? {}, 'payload') : text(input, 'quick_reply'),
    more: Object.keys(more).length === 0 ? undefined : more,
    beside: prior && { prior_message: prior },
  }
}

/** What the person added, else what Messenger adds to an address. */
function attachmentsIn(world: World, input: Input): readonly MessageAttachment[] {
  const stickerId = text(input, 'sticker_id')
  const added = [
    ...objects(input, 'attachments').map((each) => attachmentIn(world, each)),
    ...(stickerId === undefined ? [] : [stickerOf(stickerId)]),
  ]
  const preview = world.state.settings.linkPreviews ? previewOf(text(input, 'text') ?? '') : undefined
  return added.length === 0 && preview ? [preview] : added
}

function replyTo(world: World, input: Input): string | undefined {
  const mid = text(input, 'reply_to')
  if (mid !== undefined && !findMessage(world, mid)) {
    throw new ControlError(404, `There is no message ${mid}.`)
  }
  return mid
}
