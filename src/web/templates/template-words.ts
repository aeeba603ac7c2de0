import { IconCircleCheck, IconCircleX, IconHourglassHigh, IconLock, type Icon } from '@tabler/icons-react'
import type { TemplateStatus } from '#domain/templates/message-template.ts'
import type { MessageTemplate } from '../api/types.ts'
import type { Tone } from '../ui/pill.tsx'

type StatusWords = { readonly name: string; readonly icon: Icon; readonly tone: Tone }

export const STATUS_WORDS: Readonly<Record<TemplateStatus, StatusWords>> = {
  approved: { name: 'Approved', icon: IconCircleCheck, tone: 'ok' },
  pending: { name: 'In review', icon: IconHourglassHigh, tone: 'warn' },
  rejected: { name: 'Rejected', icon: IconCircleX, tone: 'bad' },
  disabled: { name: 'Disabled', icon: IconLock, tone: 'plain' },
}

/** What Facebook's codes mean (Messenger Platform docs, utility messages, common rejection reasons, 2026-03). */
const REJECTIONS: Readonly<Record<string, string>> = {
  INCORRECT_PARAMS: 'Its placeholders are not as Facebook wants them, or an example is missing.',
  PARAMS_TO_WORD_RATIO_EXCEED_LIMIT: 'It has too many placeholders for so few words. Write more around them.',
  TAG_SHOULD_BE_MARKETING:
    'Facebook takes it for marketing. Utility messages tell of an order, an account or an appointment, and offer nothing.',
}

/** What Facebook said of it beside its status, and why it cannot be sent; undefined where there is nothing to say. */
export function templateNote({
  status,
  rejection,
  isFillable,
}: Pick<MessageTemplate, 'status' | 'rejection' | 'isFillable'>): string | undefined {
  switch (status) {
    case 'rejected':
      return rejection === null ? 'Facebook told no reason.' : (REJECTIONS[rejection] ?? `Facebook’s reason: ${rejection}.`)
    case 'disabled':
      return 'Facebook does not let it be sent any more.'
    case 'pending':
      return 'Facebook reviews it. That takes seconds, or longer.'
    case 'approved':
      return isFillable ? undefined : 'It has a picture, or an address to fill in, which Pagedesk cannot send.'
  }
}
