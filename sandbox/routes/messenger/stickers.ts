import { stickerSample } from '../../samples/samples.ts'
import { oauthError } from '../../world/graph-error.ts'
import { mediaUrl } from '../../world/media.ts'
import { type Sticker, STICKER_PACKS, type StickerPack, STICKERS } from '../../world/messenger/send/stickers.ts'
import type { Edge, GraphCall, NodeKind } from '../graph/call.ts'
import type { FieldTable } from '../graph/fields.ts'
import { listAnswer } from '../graph/list.ts'
import { requiredText } from '../graph/params.ts'

/** How wide and high the drawings of stickers are. */
const PICTURE_PX = 240

/** The catalogue of first-party stickers (Messenger Platform docs, Sticker API, 2026-06). The packs here are invented, their pictures drawn. */
export const stickerRoots: Readonly<Record<string, Edge>> = {
  sticker_packs: { GET: packs },
  sticker_search: { GET: search },
}

/** `/{sticker_pack}/stickers`. */
export const stickerPack: NodeKind = {
  finds: (_world, id) => STICKER_PACKS.some((pack) => pack.id === id),
  self: {},
  edges: {
    stickers: {
      GET: (call, id) =>
        stickerList(
          call,
          STICKERS.filter(({ packId }) => packId === id),
        ),
    },
  },
}

function packs(call: GraphCall): unknown {
  asAnyApp(call)
  const table: FieldTable<StickerPack> = {
    id: ({ id }) => id,
    name: ({ name }) => name,
    description: ({ description }) => description,
    preview_image_url: ({ id }) => pictureUrl(call, STICKERS.find(({ packId }) => packId === id)?.id ?? ''),
    sticker_count: ({ id }) => STICKERS.filter(({ packId }) => packId === id).length,
  }
  return listAnswer(call, { items: STICKER_PACKS, idOf: ({ id }) => id, table, byDefault: Object.keys(table), nodeType: 'StickerPack' })
}

function search(call: GraphCall): unknown {
  const wanted = requiredText(call.params, 'q').toLowerCase()
  return stickerList(
    call,
    STICKERS.filter(({ name }) => name.toLowerCase().includes(wanted)),
  )
}

function stickerList(call: GraphCall, items: readonly Sticker[]): unknown {
  asAnyApp(call)
  const table: FieldTable<Sticker> = {
    id: ({ id }) => id,
    name: ({ name }) => name,
    image_url: ({ id }) => pictureUrl(call, id),
    width: () => PICTURE_PX,
    height: () => PICTURE_PX,
  }
  return listAnswer(call, { items, idOf: ({ id }) => id, table, byDefault: Object.keys(table), nodeType: 'Sticker' })
}

function pictureUrl({ world }: GraphCall, stickerId: string): string {
  const media = world.state.media.get(stickerSample(stickerId).id)
  return media ? mediaUrl(world, media) : ''
}

/** The catalogue is for apps, not for Pages. */
function asAnyApp(call: GraphCall): void {
  if (call.access().kind !== 'app') {
    throw oauthError(15, '(#15) This method must be called with an app access_token.')
  }
}
