import { z } from 'zod'
import { AnyMessageId, AnyTicketId } from '../contract/ids.ts'
import { Nothing, type RouteContract } from '../contract/route.ts'

export const showGesture = {
  method: 'PUT',
  url: '/api/v1/tickets/:ticketId/gesture',
  schema: {
    tags: ['tickets'],
    summary:
      'Show the customer of a private conversation that you type (again every 15 seconds, for as long as you do), that you stopped, or that you have seen what they wrote. Shown where the workspace shows it and an answer could be sent; kept nowhere',
    params: z.object({ ticketId: AnyTicketId }),
    body: z.discriminatedUnion('gesture', [
      z.strictObject({ gesture: z.enum(['typing', 'stopped']) }),
      /** `upTo`: the newest line of the customer's that you have before you. */
      z.strictObject({ gesture: z.literal('seen'), upTo: AnyMessageId }),
    ]),
    response: { 202: Nothing },
  },
} as const satisfies RouteContract

/** Which of these customers see of somebody's work in a private conversation. */
const Gestures = z.object({ typing: z.boolean(), seen: z.boolean() }).meta({ id: 'Gestures' })

export const getGestures = {
  method: 'GET',
  url: '/api/v1/workspace/gestures',
  schema: {
    tags: ['workspace'],
    summary: 'Whether customers see that somebody types, and that what they wrote was seen',
    response: { 200: Gestures },
  },
} as const satisfies RouteContract

export const setGestures = {
  method: 'PUT',
  url: '/api/v1/workspace/gestures',
  schema: {
    tags: ['workspace'],
    summary: 'Set whether customers see that somebody types, and that what they wrote was seen',
    body: Gestures,
    response: { 200: Gestures },
  },
} as const satisfies RouteContract
