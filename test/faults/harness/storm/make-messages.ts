import { ownMark } from '#domain/acts/own-mark.ts'
import {
  echoing,
  fromPage,
  fromPerson,
  namedBy,
  saying,
  somethingSaid,
  words,
  type FileName,
  type Json,
  type Maker,
  type Scene,
} from './scene.ts'

/** Everything that somebody can say, kind by kind, as Facebook tells it (docs/facebook/events.md). */

const file =
  (type: string, kind: FileName) =>
  (scene: Scene): Json => ({ type, payload: { url: scene.fileOf(kind) } })
const attached = (...attachments: readonly unknown[]): Json => ({ attachments })

export const text = saying((scene) => ({ text: words(scene) }))
export const quickReply = saying((scene) => ({ text: words(scene), quick_reply: { payload: 'YES' } }))
export const reply = saying((scene) => ({ text: words(scene), reply_to: { mid: somethingSaid(scene) } }))
export const picture = saying((scene) => ({ text: words(scene), ...attached(file('image', 'photo')(scene)) }))
export const pictureAlone = saying((scene) => attached(file('image', scene.dice.pick(['photo', 'drawing']))(scene)))
export const files = saying((scene) => {
  const kinds = Array.from({ length: 2 + scene.dice.below(4) }, () =>
    scene.dice.pick<[string, FileName]>([
      ['image', 'photo'],
      ['video', 'film'],
      ['file', 'paper'],
      ['audio', 'song'],
    ]),
  )
  return attached(...kinds.map(([type, kind]) => file(type, kind)(scene)))
})
export const voice = saying((scene) => attached(file('audio', 'audioclip')(scene)))
export const video = saying((scene) => attached(file('video', 'film')(scene)))
export const paper = saying((scene) => attached(file('file', 'paper')(scene)))
/** What is no picture, whatever it is called; a picture that nobody can open; an address that leads nowhere. */
export const oddFile = saying((scene) => attached(file('image', scene.dice.pick(['page', 'broken', 'gone']))(scene)))
export const withoutPayload = saying((scene) => ({ text: words(scene), attachments: [{ type: 'image' }] }))
export const sticker = saying((scene) => attached(stickerOf(scene, 'sticker')))
export const stickerTwice = saying((scene) => {
  const one = stickerOf(scene, 'sticker')
  return attached(one, { ...one, type: 'image', payload: { url: (one['payload'] as Json)['url'] } })
})
export const stickerOld = saying((scene) => ({ sticker_id: 369_239_263_222_822, ...attached(stickerOf(scene, 'image')) }))
export const reel = saying(() =>
  attached({ type: 'reel', payload: { url: 'https://www.facebook.com/reel/9', title: 'A reel', reel_video_id: 9 } }),
)
export const post = saying(() =>
  attached({ type: 'post', payload: { id: '1_2', url: 'https://www.facebook.com/1/posts/2', title: 'A post' } }),
)
export const link = saying(() => ({
  text: 'https://example.com/a',
  ...attached({ type: 'fallback', payload: { url: 'https://example.com/a', title: 'A' } }),
}))
export const linkBeside = saying(() =>
  attached({ type: 'fallback', title: 'B', url: 'https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.com%2Fb', payload: null }),
)
export const linkUnavailable = saying((scene) => ({
  text: words(scene),
  ...attached({ type: 'fallback', title: 'Attachment Unavailable', url: null, payload: null }),
}))
export const location = saying(() => attached({ type: 'location', title: 'Here', payload: { coordinates: { lat: 52.1, long: 5.1 } } }))
export const product = saying((scene) => attached({ type: 'template', payload: { product: { elements: [productOf(scene)] } } }))
export const fromShop = saying((scene) => ({ text: words(scene), referral: { product: { id: '77' }, source: 'PRODUCT' } }))
export const fromAd = saying((scene) => ({
  text: words(scene),
  referral: {
    ref: 'spring',
    source: 'ADS',
    type: 'OPEN_THREAD',
    ad_id: '6045',
    ads_context_data: { ad_title: 'Spring', photo_url: scene.fileOf('photo'), post_id: '1_3' },
  },
}))
export const command = saying(() => ({ text: '/help', commands: [{ name: 'help' }] }))
export const unsupported = saying(() => ({ is_unsupported: true }))
export const machineNotes = saying((scene) => ({
  text: words(scene),
  nlp: { intents: [], entities: {} },
  tags: { source: 'customer_chat_plugin' },
}))
export const unknownPart = saying((scene) => ({
  text: words(scene),
  ...attached({ type: 'hologram', payload: { beams: scene.dice.below(9) } }, file('image', 'photo')(scene)),
}))

export const postback: Maker = (scene) =>
  fromPerson(scene, {
    postback: {
      mid: namedBy('person', scene),
      title: 'Get Started',
      payload: 'GS',
      referral: { ref: 'r', source: 'SHORTLINK', type: 'OPEN_THREAD' },
    },
  })
/** Without a name: its bytes are its name. */
export const postbackOld: Maker = (scene) => fromPerson(scene, { postback: { payload: `OLD_${scene.dice.below(3)}` } })
export const postbackOfGuest: Maker = (scene) => ({
  ...fromPerson(scene, { postback: { mid: scene.newName(), title: 'Hi', payload: 'P' } }),
  sender: { user_ref: `guest-of-${scene.talk.personId}` },
})
export const order: Maker = (scene) =>
  fromPerson(scene, {
    order: {
      products: [{ ...productOf(scene), quantity: 1 + scene.dice.below(3), unit_price: 19.5, currency: 'EUR' }],
      note: 'Soon?',
      mid: namedBy('person', scene),
    },
  })

export const echo = echoing((scene) => ({ app_id: 26_390_203_743_090, text: words(scene) }))
export const echoByApp = echoing((scene) => ({ app_id: '517', text: words(scene), metadata: `theirs-${scene.dice.below(9)}` }))
export const echoWithFile = echoing((scene) => ({ app_id: 517, ...attached(file('image', 'drawing')(scene)) }))
export const echoUnmarked: Maker = (scene) => fromPage(scene, { message: { mid: namedBy('page', scene), text: words(scene) } })
export const echoTemplate = echoing((scene) => ({
  app_id: 517,
  attachments: [
    {
      type: 'template',
      payload: {
        template_type: 'generic',
        elements: [{ title: 'A card', image_url: scene.fileOf('photo'), buttons: [{ type: 'postback', title: 'Go', payload: 'GO' }] }],
      },
    },
  ],
}))
/** Of what the desk wrote itself: the mark tells which. Once; after that it is like any other. */
export const echoOfOwn: Maker = (scene) => {
  const { own } = scene.talk
  if (!own || own.isEchoed) {
    return echo(scene)
  }
  own.isEchoed = true
  return fromPage(scene, { message: { mid: own.mid, is_echo: true, app_id: 1, metadata: ownMark(own.id), text: 'Our reply' } })
}

function stickerOf(scene: Scene, type: string): Json {
  return { type, payload: { url: scene.fileOf('sticker'), sticker_id: 369_239_263_222_822 } }
}

function productOf({ fileOf, dice }: Scene): Json {
  return { id: String(dice.below(9)), retailer_id: 'sku', title: 'A bell', subtitle: '€ 19.50', image_url: fileOf('photo') }
}
