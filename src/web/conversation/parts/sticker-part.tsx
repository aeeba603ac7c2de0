import type { FilePart } from '../../api/types.ts'

const LARGEST_PX = 160

/** At its own size and without a bubble, as the network shows it. */
export function StickerPart({ file, url }: { readonly file: FilePart; readonly url: string }) {
  const { width, height, name, previewUrl } = file
  const scale = Math.min(1, LARGEST_PX / Math.max(width ?? 120, height ?? 120))
  return (
    <img
      className="sticker"
      src={previewUrl ?? url}
      alt={name === null ? 'Sticker' : `Sticker: ${name}`}
      width={Math.round((width ?? 120) * scale)}
      height={Math.round((height ?? 120) * scale)}
    />
  )
}
