import { z } from 'zod'
import { REPLY_MODES } from '#domain/messaging-policy/reply-mode.ts'
import { AnyMessageId, AnyTicketId } from '../contract/ids.ts'
import { CommandHeaders, Nothing, type RouteContract, Uuid } from '../contract/route.ts'
import { Offer } from '../offers/contract.ts'
import { Line } from '../conversation/contract.ts'
import { FilledTemplate } from '../templates/contract.ts'

const tags = ['tickets']
const MessageParams = z.object({ ticketId: AnyTicketId, messageId: AnyMessageId })

export const AS_WHAT = {
  /**
   * As what it is said. `human-agent`: typed by a person about what the customer asked, within 7 days of their last act; `news`: of a registered Page,
   * without promotion, marketing and special offers, which `confirmsNewsRule` has to confirm for each. Both only where `channel.allowances` has it.
   * `utility`: a template, and nothing else.
   */
  mode: z.enum(REPLY_MODES).optional(),
  confirmsNewsRule: z.boolean().optional(),
}

export const retryMessage = {
  method: 'POST',
  url: '/api/v1/tickets/:ticketId/messages/:messageId/attempts',
  schema: {
    tags,
    summary: 'Try a failed message again: as it is or in other words, and as what it was said or as what is told',
    params: MessageParams,
    headers: CommandHeaders,
    body: z.strictObject({ ...AS_WHAT, text: z.string().max(100_000).optional() }).nullish(),
    response: { 201: Line },
  },
} as const satisfies RouteContract

export const sendRest = {
  method: 'POST',
  url: '/api/v1/tickets/:ticketId/messages/:messageId/rest',
  schema: {
    tags,
    summary: 'Send what waits behind a message of a series that was not sent, or is unconfirmed',
    params: MessageParams,
    headers: CommandHeaders,
    response: { 201: Line },
  },
} as const satisfies RouteContract

export const takeBack = {
  method: 'DELETE',
  url: '/api/v1/tickets/:ticketId/messages/:messageId',
  schema: {
    tags,
    summary:
      'Take back what you have sent and the desk still holds (`heldUntil`), with all that is one text with it; `conflict` once it is on its way',
    params: MessageParams,
    /**
     * The words, and apart from them whoever was mentioned before them (`messageId` is what `mention` of a reply takes, `length` how many characters the name takes); the
     * files, which are yours to send again, and what could be tapped; or the template with its values, and no words.
     */
    response: {
      200: z.object({
        text: z.string(),
        mention: z.object({ messageId: Uuid, name: z.string(), length: z.int() }).nullable(),
        files: z.array(Uuid),
        offer: Offer.nullable(),
        template: FilledTemplate.nullable(),
      }),
    },
  },
} as const satisfies RouteContract

export const sendNow = {
  method: 'DELETE',
  url: '/api/v1/tickets/:ticketId/messages/:messageId/hold',
  schema: {
    tags,
    summary: 'Send at once what the desk still holds',
    params: MessageParams,
    response: { 200: Line },
  },
} as const satisfies RouteContract

export const stopMessage = {
  method: 'DELETE',
  url: '/api/v1/tickets/:ticketId/messages/:messageId/attempts',
  schema: {
    tags,
    summary: 'Stop a queued message: it is not sent',
    params: MessageParams,
    response: { 200: Line },
  },
} as const satisfies RouteContract

export const lookAgain = {
  method: 'POST',
  url: '/api/v1/tickets/:ticketId/messages/:messageId/looks',
  schema: {
    tags,
    summary: 'Look on Facebook for a message that nobody confirmed. What is seen comes as a change of the line (`state`, `looked`)',
    params: MessageParams,
    response: { 202: Nothing },
  },
} as const satisfies RouteContract

export const sendAnyway = {
  method: 'POST',
  url: '/api/v1/tickets/:ticketId/messages/:messageId/repetitions',
  schema: {
    tags,
    summary: 'Send a message that nobody confirmed once more, as a new line: it may arrive twice. Once for each message',
    params: MessageParams,
    headers: CommandHeaders,
    body: z.strictObject(AS_WHAT).nullish(),
    response: { 201: Line },
  },
} as const satisfies RouteContract

export const setAside = {
  method: 'PUT',
  url: '/api/v1/tickets/:ticketId/messages/:messageId/set-aside',
  schema: {
    tags,
    summary: 'Set aside what failed, or is in doubt, of a line: it needs no attention any more, and stays where it stands',
    params: MessageParams,
    response: { 200: Line },
  },
} as const satisfies RouteContract
