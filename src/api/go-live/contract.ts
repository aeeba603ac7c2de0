import { z } from 'zod'
import { TICKED_BY_HAND } from '#domain/go-live/ticked.ts'
import { Instant, type RouteContract } from '../contract/route.ts'
import { Diagnosis } from '../doctor/contract.ts'

const tags = ['channels']

export const FacebookApp = z
  .object({
    appId: z.string(),
    isSandbox: z.boolean(),
    publicUrl: z.string(),
    /** What is entered in the app's settings at Facebook. */
    addresses: z.object({ callback: z.string(), redirect: z.string(), deauthorise: z.string(), dataDeletion: z.string() }),
    /** Entered beside the callback; only administrators read it. */
    verifyToken: z.string(),
    /** The events that the app is to be subscribed to, as Facebook calls them. */
    events: z.array(z.string()),
    /** Null before the first check. */
    checkedAt: Instant.nullable(),
    steps: z.array(Diagnosis),
    /** What no program can see, as administrators ticked it off. */
    ticks: z.array(z.object({ step: z.enum(TICKED_BY_HAND), at: Instant, by: z.string() })),
    /** A Page is connected, so the way back from Facebook's window works. */
    isConnected: z.boolean(),
    /** When Facebook last told something of its own accord. */
    heardAt: Instant.nullable(),
  })
  .meta({ id: 'FacebookApp' })
export type FacebookApp = z.infer<typeof FacebookApp>

export const getFacebookApp = {
  method: 'GET',
  url: '/api/v1/facebook/app',
  schema: {
    tags,
    summary: 'The Facebook app that the desk works with, and how far it is on the way to going live',
    response: { 200: FacebookApp },
  },
} as const satisfies RouteContract

export const checkFacebookApp = {
  method: 'POST',
  url: '/api/v1/facebook/app/checks',
  schema: {
    tags,
    summary: 'Check the app now: its secret, the public address, the callback and the events; what is missing is subscribed',
    response: { 200: FacebookApp },
  },
} as const satisfies RouteContract

export const tickGoLive = {
  method: 'PUT',
  url: '/api/v1/facebook/app/ticks/:step',
  schema: {
    tags,
    summary: 'Tick off what no program can see: Meta’s verification, the review, the live mode',
    params: z.object({ step: z.enum(TICKED_BY_HAND) }),
    body: z.strictObject({ isDone: z.boolean() }),
    response: { 200: FacebookApp },
  },
} as const satisfies RouteContract
