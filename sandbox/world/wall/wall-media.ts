import { newObjectId } from '../ids.ts'
import { keepMedia, type Media } from '../media.ts'
import type { World } from '../world.ts'
import { imageSize } from './image-size.ts'
import type { WallMedia } from './wall.ts'

/** Puts a file of ours on the wall under a photo or video id of its own. */
export function wallMediaOf(world: World, media: Media): WallMedia {
  return hung(media, world.mediaStore.get(media.id))
}

export function keepWallMedia(world: World, file: { mimeType: string; name: string; bytes: Uint8Array }): WallMedia {
  return hung(keepMedia(world, file), file.bytes)
}

/** A picture uploaded without being published, to be hung on a post or comment later. */
export function keepLoosePhoto(world: World, pageId: string, media: WallMedia): void {
  world.state.wall.loosePhotos.set(media.id, { pageId, media, at: world.clock.now() })
}

/** Takes an uploaded picture of this Page off the pile; undefined when it is not there. */
export function takeLoosePhoto(world: World, pageId: string, id: string): WallMedia | undefined {
  const { loosePhotos } = world.state.wall
  const found = loosePhotos.get(id)
  if (found?.pageId !== pageId) {
    return undefined
  }
  loosePhotos.delete(id)
  return found.media
}

function hung({ id, mimeType }: Media, bytes: Uint8Array): WallMedia {
  return { id: newObjectId(), type: mimeType.startsWith('video/') ? 'video' : 'photo', mediaId: id, ...imageSize(bytes) }
}
