import type { z } from 'zod'
import type * as account from '../account/contract.ts'
import type * as allowances from '../allowances/contract.ts'
import type * as channelDeletion from '../channel-deletion/contract.ts'
import type * as channelHistory from '../channel-history/contract.ts'
import type * as channelQueue from '../channel-queue/contract.ts'
import type * as channels from '../channels/contract.ts'
import type * as clients from '../clients/contract.ts'
import type * as doctor from '../doctor/contract.ts'
import type * as drafts from '../drafts/contract.ts'
import type * as events from '../events/contract.ts'
import type * as extensions from '../extensions/contract.ts'
import type * as files from '../files/contract.ts'
import type * as firstSteps from '../first-steps/contract.ts'
import type * as gestures from '../gestures/contract.ts'
import type * as mails from '../mails/contract.ts'
import type * as moderationLog from '../moderation-log/contract.ts'
import type * as ourMessages from '../our-messages/contract.ts'
import type * as posts from '../posts/contract.ts'
import type * as goLive from '../go-live/contract.ts'
import type * as members from '../members/contract.ts'
import type * as reminders from '../reminders/contract.ts'
import type * as session from '../session/contract.ts'
import type * as templates from '../templates/contract.ts'
import type * as tickets from '../tickets/contract.ts'
import type * as workspace from '../workspace/contract.ts'
import type { RouteContract } from './route.ts'

/** Types only: whoever calls the API learns from here what each address takes and gives, and loads nothing of the contract. */
type Route =
  | RouteIn<typeof account>
  | RouteIn<typeof allowances>
  | RouteIn<typeof channelDeletion>
  | RouteIn<typeof channelHistory>
  | RouteIn<typeof channelQueue>
  | RouteIn<typeof channels>
  | RouteIn<typeof clients>
  | RouteIn<typeof doctor>
  | RouteIn<typeof drafts>
  | RouteIn<typeof events>
  | RouteIn<typeof extensions>
  | RouteIn<typeof files>
  | RouteIn<typeof firstSteps>
  | RouteIn<typeof gestures>
  | RouteIn<typeof mails>
  | RouteIn<typeof goLive>
  | RouteIn<typeof members>
  | RouteIn<typeof moderationLog>
  | RouteIn<typeof ourMessages>
  | RouteIn<typeof posts>
  | RouteIn<typeof reminders>
  | RouteIn<typeof session>
  | RouteIn<typeof templates>
  | RouteIn<typeof tickets>
  | RouteIn<typeof workspace>
type RouteIn<File> = Extract<File[keyof File], RouteContract>

/** Each endpoint by its method and address: `PUT /api/v1/tickets/:ticketId/status`. */
type Endpoints = { readonly [Each in Route as `${Each['method']} ${Each['url']}`]: Each['schema'] }
export type Endpoint = keyof Endpoints

/** What a call takes. A part that the endpoint does not have cannot be given, one that it has must be, unless it is optional itself. */
export type RequestTo<At extends Endpoint> = Part<'params', Given<Endpoints[At], 'params'>> &
  Part<'query', Given<Endpoints[At], 'querystring'>> &
  Part<'body', Given<Endpoints[At], 'body'>> &
  Part<'headers', Given<Endpoints[At], 'headers'>>

/** What comes back when it went well. */
export type AnswerOf<At extends Endpoint> = Good<Endpoints[At]['response']>

type Given<Schema, Name extends string> = Name extends keyof Schema
  ? Schema[Name] extends z.ZodType
    ? z.input<Schema[Name]>
    : never
  : never
type Part<Name extends string, Value> = [Value] extends [never]
  ? unknown
  : undefined extends Value
    ? { readonly [Key in Name]?: Value }
    : {} extends Value
      ? { readonly [Key in Name]?: Value }
      : { readonly [Key in Name]: Value }
type Good<Response> = {
  [Status in keyof Response]: Status extends 200 | 201 | 202 | 204
    ? Response[Status] extends z.ZodType
      ? z.output<Response[Status]>
      : never
    : never
}[keyof Response]
