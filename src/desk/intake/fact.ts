import type { ToldTime } from '#domain/facts/time.ts'

/**
 * What a channel's deliveries say, in the desk's words. A reader (src/facebook/webhooks/read.ts) makes facts from bytes;
 * `applyFacts` makes tickets of them. Nothing here knows Facebook's JSON.
 */
export type Fact = MessageFact | EchoFact | DeliveryFact | ReadFact | TestSampleFact

/** A customer's act that asks for an answer. `unknown`: its content is not understood yet and kept in `more`. */
export type MessageFact = About & {
  readonly type: 'message'
  readonly kind: 'text' | 'unknown'
  readonly externalId: string
  readonly text: string
  readonly opens: 'message' | 'postback'
  readonly more: Unread | undefined
}

/** Something the Page sent: by this desk (`metadata` names our message), or elsewhere. */
export type EchoFact = About & {
  readonly type: 'echo'
  readonly kind: 'text' | 'unknown'
  readonly externalId: string
  readonly text: string
  readonly appId: string | undefined
  readonly appName: string | undefined
  readonly metadata: string | undefined
  readonly more: Unread | undefined
}

/** Messages of ours reached the person: the named ones, and all up to the watermark. */
export type DeliveryFact = About & {
  readonly type: 'delivery'
  readonly externalIds: readonly string[]
  readonly watermark: Date | undefined
  /** The item itself, kept where its messages are not known yet. */
  readonly item: unknown
}

type ReadFact = About & { readonly type: 'read'; readonly watermark: Date }

/** A sample of the app dashboard's Test button. Never becomes a conversation. */
export type TestSampleFact = { readonly type: 'test-sample'; readonly pageId: string; readonly label: string; readonly item: unknown }

/** A piece that nobody understands yet: kept as it came, with a label for people. */
export type RawPiece = {
  readonly pageId: string | undefined
  readonly personId: string | undefined
  readonly label: string
  /** The message it reacts to, edits or takes back, by its name at the channel. */
  readonly about: string | undefined
  readonly item: unknown
  readonly time: ToldTime
}

export type About = { readonly pageId: string; readonly personId: string; readonly time: ToldTime }

/** A part of an understood thing that is not understood yet. */
type Unread = { readonly label: string; readonly raw: unknown }
