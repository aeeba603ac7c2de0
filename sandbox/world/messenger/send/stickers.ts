export type StickerPack = { readonly id: string; readonly name: string; readonly description: string }
export type Sticker = { readonly id: string; readonly packId: string; readonly name: string }

/** Packs of our own invention. Any other number may be sent as a sticker too: the real catalogue is long. */
export const STICKER_PACKS: readonly StickerPack[] = [
  { id: '740000000000100', name: 'Garden friends', description: 'What grows and hums' },
  { id: '740000000000200', name: 'Plain answers', description: 'Yes, no and thank you' },
]

export const STICKERS: readonly Sticker[] = [
  { id: '740000000000101', packId: '740000000000100', name: 'Bee waving hello' },
  { id: '740000000000102', packId: '740000000000100', name: 'Tomato laughing' },
  { id: '740000000000103', packId: '740000000000100', name: 'Rain on the roses' },
  { id: '740000000000201', packId: '740000000000200', name: 'Thank you' },
  { id: '740000000000202', packId: '740000000000200', name: 'Thumbs up' },
]
