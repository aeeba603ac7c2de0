import type { FilePart, MessagePart, PartSummary } from '#api/contract/message-parts.ts'
import { GONE_REASONS, REFUSED_REASONS, WAITING_REASONS } from '#domain/files/attachment.ts'
import type { Line } from '#api/conversation/contract.ts'

/**
 * A conversation with everything that a message can be, as the API tells it, and the bytes of its files: screens are looked at with it,
 * whether or not anybody sent such a thing.
 */
type CustomerMessage = Extract<Line, { readonly line: 'customer-message' }>
type OurMessage = Extract<Line, { readonly line: 'our-message' }>
type NoteLine = Extract<Line, { readonly line: 'note' }>
type Told<Kind extends MessagePart['part']> = Omit<Extract<MessagePart, { readonly part: Kind }>, 'part'>

const FILES = '/api/v1/files/'
let count = 0

function newId(): string {
  count += 1
  return `0195f1de-0000-7000-8000-${String(count).padStart(12, '0')}`
}

/** One after the other, all on the day before `now`. */
export function everyKind({ ticketId, now }: { readonly ticketId: string; readonly now: Date }): readonly Line[] {
  count = 0
  const day = new Date(now.getTime() - 24 * 3_600_000)
  let minute = 0

  function placed() {
    minute += 7
    return { id: newId(), ticketId, occurredAt: new Date(day.getTime() + minute * 60_000).toISOString() }
  }

  const bare = {
    withheld: false,
    mentions: [] as CustomerMessage['mentions'],
    parts: [] as MessagePart[],
    quote: null,
    edits: [] as CustomerMessage['edits'],
    reactions: [] as CustomerMessage['reactions'],
    unread: null,
    afterwards: null,
    takenBackAt: null,
    answeredComment: null,
    privateReply: null,
    acts: [] as CustomerMessage['acts'],
    isPublic: false,
    threadId: null,
    isHidden: false,
    kind: 'text',
    detail: null,
  } as const

  function theirs(text: string, told: Partial<CustomerMessage> = {}): CustomerMessage {
    return {
      line: 'customer-message',
      direction: 'in',
      author: { kind: 'client', id: null, name: null },
      mention: null,
      isAuthorBlocked: null,
      state: null,
      stateAt: null,
      failure: null,
      ...bare,
      ...placed(),
      text,
      ...told,
    }
  }

  function ours(text: string, told: Partial<OurMessage> = {}): OurMessage {
    const at = placed()
    return {
      line: 'our-message',
      direction: 'out',
      author: { kind: 'member', id: newId(), name: 'Maja Holm' },
      state: 'read',
      stateAt: at.occurredAt,
      failure: null,
      looked: null,
      sentAgainAs: null,
      mode: 'response',
      series: null,
      setAside: null,
      nextTryAt: null,
      heldUntil: null,
      ...bare,
      ...at,
      text,
      ...told,
    }
  }

  function takenBack() {
    return { afterwards: 'taken-back', takenBackAt: new Date(day.getTime() + (minute + 8) * 60_000).toISOString() } as const
  }

  function note(told: NoteLine['note']): NoteLine {
    const system = { author: { kind: 'system', id: null, name: null }, direction: 'system', kind: 'unknown', text: '' } as const
    const unsent = { detail: null, afterwards: null, state: null, stateAt: null, failure: null } as const
    return { line: 'note', ...placed(), note: told, ...system, ...unsent }
  }

  const hall = picture('hall', { name: 'IMG_2101.jpg' })
  const question = ours('How wide is the place where it would live?')
  const shown = [
    theirs('Hi! Is this the one with the rain cover? https://lindqvist.example/kastrup-family', {
      parts: [
        referral({ source: 'ADS', adTitle: 'Cargo bikes for city families', adId: '77', postId: '1_2', picture: picture('bike') }),
        { part: 'link', url: 'https://lindqvist.example/kastrup-family', title: 'Kastrup Family: cargo bike for three' },
      ],
    }),
    note({ what: 'referral', ...referral({ source: 'SHORTLINK', ref: 'spring-flyer-utrecht' }) }),
    note({
      what: 'referral',
      ...referral({ source: 'ADS', adTitle: 'Autumn service, half price', postId: '1_3', picture: picture('door') }),
    }),
    note({
      what: 'referral',
      ...referral({
        source: 'ADS',
        adTitle: 'Last year’s ad',
        picture: picture('gone', { state: 'gone', reason: 'address-dead', url: null, previewUrl: null }),
      }),
    }),
    theirs('Test ride', { parts: [{ part: 'tap', how: 'quick-reply', title: 'Test ride', payload: 'TEST_RIDE' }] }),
    question,
    theirs('About 95 at the door. Would it fit here?', {
      parts: [hall, picture('door'), picture('yard', { width: 600, height: 900 })],
      quote: quoteOf(question),
      edits: [
        { text: 'About 80 at the door.', at: new Date(day.getTime() + 60_000).toISOString() },
        { text: 'About 85 at the door. Would it fit here?', at: new Date(day.getTime() + 120_000).toISOString() },
        { text: 'About 95 at the door. Would it fit here?', at: new Date(day.getTime() + 180_000).toISOString() },
      ],
      reactions: [{ by: 'page', reaction: 'love', emoji: null, at: day.toISOString() }],
    }),
    theirs('', { parts: Array.from({ length: 7 }, (_, index) => picture(['hall', 'door', 'yard'][index % 3] ?? 'hall')) }),
    theirs('It arrived like this.', { parts: [picture('yard')] }),
    theirs('', { parts: [sound('voice', { durationMs: 41_000 })] }),
    theirs('', { parts: [sound('voice', { type: 'audio/amr', durationMs: 9_000 }), sound('audio', { name: 'Geluid achterwiel.m4a' })] }),
    ours('Here is the turning circle. At 95 cm you have room to spare.', {
      parts: [file({ what: 'video', type: 'video/mp4', durationMs: 38_000, size: 8_400_000, previewUrl: `${FILES}bike` })],
      reactions: [{ by: 'client', reaction: 'love', emoji: '😍', at: day.toISOString() }],
    }),
    note({
      what: 'thread-control',
      how: 'passed',
      from: { id: '22', name: 'Order Assistant', isUs: false },
      to: { id: '1', name: null, isUs: true },
    }),
    note({ what: 'opt-in', title: 'Back in stock', isStopped: false }),
    note({ what: 'account-linked', isLinked: true }),
    note({ what: 'feedback', rating: null, answers: [{ question: 'How was it?', answer: '5', comment: 'Very quick, thanks.' }] }),
    note({ what: 'policy', action: 'block', reason: 'The Page sends too many messages that people block.' }),
    theirs('', {
      parts: [
        file({ name: 'Leasecontract werkgever.pdf', type: 'application/pdf', size: 1_234_567 }),
        file({ name: 'foto’s_aanrijding_2026-11-21_alle_hoeken_origineel.zip', type: 'application/zip', size: 18_400_000 }),
      ],
    }),
    theirs('', { parts: [picture('thumb', { what: 'sticker', width: 120, height: 120, type: 'image/png' })] }),
    theirs('This is where it stands.', {
      parts: [{ part: 'location', title: 'Cascina Cuccagna', latitude: 45.4523, longitude: 9.2075 }],
    }),
    theirs('Does the offer still hold?', {
      parts: [
        {
          part: 'shared',
          what: 'post',
          id: '1_2',
          url: null,
          title: 'The Kastrup in Evening Green is back. Only until Sunday: free child seat…',
        },
        { part: 'shared', what: 'reel', id: '3', url: null, title: 'Three days, two wheels' },
        { part: 'product', products: [product('Rain cover for Kastrup Family')] },
      ],
    }),
    theirs('', {
      parts: [
        { part: 'order', note: 'To the back door', products: [{ ...product('Rain cover'), quantity: 2, price: '89', currency: 'EUR' }] },
      ],
    }),
    ours('', {
      author: { kind: 'elsewhere', id: null, name: null, appId: '22', appName: 'Order Assistant' },
      parts: [
        {
          part: 'template',
          title: null,
          buttons: [],
          cards: [
            {
              title: 'Your order LC-8852 left our store',
              subtitle: 'It arrives on Thursday. Reply here if you need another day.',
              url: null,
              picture: picture('hall'),
              buttons: [
                { title: 'Track parcel', url: 'https://parcel.example/8852' },
                { title: 'Change the day', url: null },
              ],
            },
          ],
        },
      ],
    }),
    ours('', {
      parts: [{ part: 'template', title: null, buttons: [], cards: ['Kastrup Family', 'Rain cover', 'Third seat'].map(card) }],
    }),
    theirs('', {
      parts: [
        file({ what: 'video', name: 'Balkon.mp4', state: 'waiting', url: null }),
        file({ what: 'picture', name: 'Kassenbon.jpg', state: 'waiting', url: null, reason: 'unreachable', nextTryAt: now.toISOString() }),
        file({ what: 'video', name: 'Rondleiding.mov', state: 'waiting', url: null, reason: 'storage-full', nextTryAt: now.toISOString() }),
        file({ what: 'video', name: 'Verhuizing.mov', state: 'refused', url: null, reason: 'too-large' }),
        file({ what: 'picture', state: 'gone', url: null, reason: 'address-dead' }),
        file({ what: 'picture', name: 'panorama.png', state: 'refused', url: null, reason: 'too-many-pixels' }),
      ],
    }),
    theirs('Every other reason why a file is not there.', { parts: missingFiles(now) }),
    theirs('', { ...takenBack(), withheld: true }),
    theirs('My address is Lange Nieuwstraat 17, please use the side door.', takenBack()),
    theirs('Yes, that one.', { quote: { lineId: null, ticketId: null, externalKnown: true, author: null, text: '', parts: [] } }),
    theirs('The tape is at 95 here.', {
      quote: { ...quoteOf(question), author: { kind: 'client', id: null, name: null }, text: '', parts: [hall] },
    }),
    theirs('Can I use this?', { kind: 'unknown', unread: 'attachment: coupon', detail: { label: 'attachment: coupon' } }),
    theirs('', { parts: [{ part: 'unsupported' }] }),
    theirs('Shall I bring the measurements?'),
  ]
  return shown
}

/** A file for each reason that is not told above. */
function missingFiles(now: Date): FilePart[] {
  const later = new Date(now.getTime() + 6 * 3_600_000).toISOString()
  const missing = (state: FilePart['state'], reasons: readonly string[], more: Partial<FilePart> = {}) =>
    reasons.map((reason) => file({ name: `${reason}.pdf`, state, reason, url: null, ...more }))
  return [
    ...missing('waiting', WAITING_REASONS, { tries: 7, nextTryAt: later }),
    ...missing('refused', REFUSED_REASONS),
    ...missing('gone', GONE_REASONS),
  ]
}

/** In a row of the list each of these stands as what came last. */
export const LAST: readonly { readonly text: string; readonly summary: readonly PartSummary[]; readonly words: string }[] = [
  { text: 'Would it fit here?', summary: [inShort('picture', { count: 3 })], words: '3 pictures: “Would it fit here?”' },
  { text: '', summary: [inShort('voice', { durationMs: 41_000 })], words: 'Voice message, 0:41' },
  { text: 'Test ride', summary: [inShort('tap', { name: 'Test ride' })], words: 'Tapped “Test ride”' },
]

function inShort(what: PartSummary['what'], told: Partial<PartSummary>): PartSummary {
  return { what, count: 1, name: null, durationMs: null, ...told }
}

function quoteOf({ id, ticketId, author, text, parts }: OurMessage): NonNullable<Line & CustomerMessage>['quote'] & object {
  return { lineId: id, ticketId, externalKnown: true, author, text, parts }
}

function file(told: Partial<FilePart>): FilePart {
  const id = newId()
  return {
    part: 'file',
    id,
    what: 'file',
    name: null,
    type: null,
    size: null,
    width: null,
    height: null,
    durationMs: null,
    state: 'kept',
    reason: null,
    tries: 1,
    nextTryAt: null,
    url: `${FILES}${id}`,
    previewUrl: null,
    ...told,
  }
}

function picture(scene: string, told: Partial<FilePart> = {}): FilePart {
  const size = { width: 1600, height: 1200, size: 4_200_000 }
  return file({
    what: 'picture',
    type: 'image/jpeg',
    ...size,
    url: `${FILES}${scene}`,
    previewUrl: `${FILES}${scene}?size=preview`,
    ...told,
  })
}

function sound(what: 'voice' | 'audio', told: Partial<FilePart>): FilePart {
  return file({ what, type: 'audio/wav', size: 410_000, url: `${FILES}sound`, ...told })
}

function referral(told: Partial<Told<'referral'>>): Extract<MessagePart, { readonly part: 'referral' }> {
  const nothing = {
    source: null,
    type: null,
    ref: null,
    adId: null,
    adTitle: null,
    postId: null,
    productId: null,
    refererUrl: null,
    picture: null,
  }
  return { part: 'referral', ...nothing, ...told }
}

function product(title: string) {
  return { id: '9', retailerId: 'LC-RC-88', title, subtitle: '€ 89', picture: picture('yard') }
}

function card(title: string) {
  return { title, subtitle: '€ 89', url: null, picture: picture('bike'), buttons: [{ title: 'Add to order', url: null }] }
}

/** Simple scenes, drawn anew for each size: what matters is that one is told from another. */
export function drawnPicture(scene: string): { readonly type: string; readonly body: string } {
  const hues: Readonly<Record<string, number>> = { hall: 40, door: 190, yard: 110, bike: 170, thumb: 215 }
  const hue = hues[scene] ?? 0
  const [width, height] = scene === 'thumb' ? [120, 120] : [1600, 1200]
  const body = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 160 120">
    <rect width="160" height="120" fill="hsl(${hue} 30% 70%)"/><path d="M0 90h160v30H0z" fill="hsl(${hue} 25% 45%)"/>
    <rect x="52" y="22" width="56" height="68" fill="hsl(${hue} 30% 88%)"/><circle cx="98" cy="58" r="4" fill="hsl(${hue} 40% 30%)"/></svg>`
  return { type: 'image/svg+xml', body }
}

/** Silence that every browser plays. */
export function silence(seconds: number): Buffer {
  const samples = 8000 * seconds
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(8000, 24)
  head.writeUInt32LE(8000, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples, 40)
  return Buffer.concat([head, Buffer.alloc(samples, 128)])
}
