export type Picture = { readonly height: number; readonly is_silhouette: boolean; readonly url: string; readonly width: number }

export const PICTURE_SIZE = 160

/** Where the picture of a person or Page lies: a PNG that the sandbox draws itself. */
export function pictureOf(origin: string, id: string): Picture {
  return { height: PICTURE_SIZE, is_silhouette: false, url: `${origin}/sandbox/pictures/${id}.png`, width: PICTURE_SIZE }
}
