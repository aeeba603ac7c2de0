import { z } from 'zod'
import { ATTACHMENT_KINDS, ATTACHMENT_STATES } from '#domain/files/attachment.ts'
import { Instant, Uuid } from './route.ts'

/** What beside words a message can consist of. No address of these leads to Facebook but those that a person may open: pictures are files of the desk's own. */

/**
 * A file that somebody sent, or the picture of a card, a product, an ad. `type` is the media type that its content tells, `size` in bytes.
 * `url` is a path of this desk once the file is kept; `previewUrl` a smaller picture of it, or a video's still.
 */
export const FilePart = z
  .object({
    part: z.literal('file'),
    id: Uuid,
    what: z.enum(ATTACHMENT_KINDS),
    name: z.string().nullable(),
    type: z.string().nullable(),
    size: z.int().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    durationMs: z.int().nullable(),
    state: z.enum(ATTACHMENT_STATES),
    /** Why it waits, was refused, or is gone. */
    reason: z.string().nullable(),
    /** How often the desk has asked for it. */
    tries: z.int(),
    nextTryAt: Instant.nullable(),
    url: z.string().nullable(),
    previewUrl: z.string().nullable(),
  })
  .meta({ id: 'FilePart' })
export type FilePart = z.infer<typeof FilePart>

const told = z.string().nullable()
const picture = FilePart.nullable()

const Location = z.object({ part: z.literal('location'), title: told, latitude: z.number(), longitude: z.number() })
/** What Facebook shows of an address. Without address and title: it had nothing of it. */
const LinkPart = z.object({ part: z.literal('link'), url: told, title: told })
const Shared = z.object({ part: z.literal('shared'), what: z.enum(['post', 'reel']), id: told, url: told, title: told })

const Product = z.object({ id: told, retailerId: told, title: told, subtitle: told, picture })
const ProductPart = z.object({ part: z.literal('product'), products: z.array(Product) })
const Ordered = Product.extend({ quantity: z.number().nullable(), price: told, currency: told })
const Order = z.object({ part: z.literal('order'), products: z.array(Ordered), note: told })

const Button = z.object({ title: z.string(), url: told })
const Card = z.object({ title: told, subtitle: told, url: told, picture, buttons: z.array(Button) })
const Template = z.object({ part: z.literal('template'), title: told, cards: z.array(Card), buttons: z.array(Button) })

/** Answers that we offered to tap: Messenger shows them until the next message. */
const Choices = z.object({ part: z.literal('choices'), titles: z.array(z.string()) })

const Tap = z.object({ part: z.literal('tap'), how: z.enum(['quick-reply', 'postback', 'command']), title: z.string(), payload: told })

/** What led the person here: an ad, a link, a product of the shop. */
export const referral = {
  source: told,
  type: told,
  ref: told,
  adId: told,
  adTitle: told,
  postId: told,
  productId: told,
  refererUrl: told,
}
const ReferralPart = z.object({ part: z.literal('referral'), ...referral, picture })

/** What somebody gave the Page: stars, or whether they recommend it. */
const Rating = z.object({ part: z.literal('rating'), stars: z.int().nullable(), isRecommended: z.boolean().nullable() })

/** Facebook passes it on to no app. */
const Unsupported = z.object({ part: z.literal('unsupported') })

export const MessagePart = z
  .discriminatedUnion('part', [
    FilePart,
    Location,
    LinkPart,
    Shared,
    ProductPart,
    Template,
    Choices,
    Tap,
    ReferralPart,
    Order,
    Rating,
    Unsupported,
  ])
  .meta({ id: 'MessagePart' })
export type MessagePart = z.infer<typeof MessagePart>

/** What a message consists of beside its words, in short: for the one line of a list. `name` is the file's, the place's, the button's. */
export const PartSummary = z
  .object({
    what: z.enum([
      ...ATTACHMENT_KINDS,
      'location',
      'link',
      'post',
      'reel',
      'product',
      'order',
      'template',
      'choices',
      'tap',
      'referral',
      'rating',
      'unsupported',
    ]),
    count: z.int(),
    name: told,
    durationMs: z.int().nullable(),
  })
  .meta({ id: 'PartSummary' })
export type PartSummary = z.infer<typeof PartSummary>

/** An app that Facebook names. */
const App = z.object({ id: told, name: told, isUs: z.boolean() })

const Answer = z.object({ question: z.string(), answer: told, comment: told })

/** What happened in a conversation and nobody said. */
export const Note = z
  .discriminatedUnion('what', [
    z.object({ what: z.literal('referral'), ...referral, picture }),
    /** The person agreed to hear of something; `isStopped`: or no longer. */
    z.object({ what: z.literal('opt-in'), title: told, isStopped: z.boolean() }),
    z.object({ what: z.literal('account-linked'), isLinked: z.boolean() }),
    /** Which app may answer: handed on, taken back, asked for. */
    z.object({
      what: z.literal('thread-control'),
      how: z.enum(['passed', 'taken', 'requested', 'roles']),
      from: App.nullable(),
      to: App.nullable(),
    }),
    z.object({ what: z.literal('policy'), action: told, reason: told }),
    z.object({ what: z.literal('feedback'), rating: told, answers: z.array(Answer) }),
  ])
  .meta({ id: 'Note' })
export type Note = z.infer<typeof Note>
