import { z } from 'zod'

/** Bounds of what is taken at all. What Facebook takes is less, and told in words that name which of them is wrong, and by how much. */
const words = z.string().max(1000)
const address = z.string().max(2000)
const MOST = 50

/**
 * `answer`: the customer says the title by tapping it, and the line of the tap quotes the message. `open`: a web address that everybody can open.
 * `call`: a number that begins with + and the country. Titles have at most 20 characters.
 */
const OfferedButton = z
  .discriminatedUnion('does', [
    z.strictObject({ does: z.literal('answer'), title: words }),
    z.strictObject({ does: z.literal('open'), title: words, url: address }),
    z.strictObject({ does: z.literal('call'), title: words, phone: words }),
  ])
  .meta({ id: 'OfferedButton' })

const OfferedCard = z
  .strictObject({
    /** At most 80 characters, as the subtitle. Beside it there has to be something more. */
    title: words,
    subtitle: words.optional(),
    /** An https address that everybody can open: Facebook fetches the picture from there. */
    pictureUrl: address.optional(),
    /** What opens by a tap on the card itself. */
    url: address.optional(),
    /** At most 3. */
    buttons: z.array(OfferedButton).max(MOST),
  })
  .meta({ id: 'OfferedCard' })

/** What a private message offers to tap. */
export const Offer = z
  .discriminatedUnion('kind', [
    /** At most 13, of 20 characters: under a text or a file, until the next message. */
    z.strictObject({ kind: z.literal('quick-replies'), replies: z.array(words).max(MOST) }),
    /** At most 3, below a text of at most 640 characters. */
    z.strictObject({ kind: z.literal('buttons'), buttons: z.array(OfferedButton).max(MOST) }),
    /** At most 10, side by side. */
    z.strictObject({ kind: z.literal('cards'), cards: z.array(OfferedCard).max(MOST) }),
  ])
  .meta({ id: 'Offer' })
export type Offer = z.infer<typeof Offer>
