export type FileType = 'image' | 'video' | 'audio' | 'file'
export const FILE_TYPES: readonly FileType[] = ['image', 'video', 'audio', 'file']

/** First bytes → media type. `at` is where they stand. */
const SIGNATURES: readonly { readonly at: number; readonly bytes: string; readonly mimeType: string }[] = [
  { at: 0, bytes: '89504e470d0a1a0a', mimeType: 'image/png' },
  { at: 0, bytes: 'ffd8ff', mimeType: 'image/jpeg' },
  { at: 0, bytes: '474946383761', mimeType: 'image/gif' },
  { at: 0, bytes: '474946383961', mimeType: 'image/gif' },
  { at: 8, bytes: '57454250', mimeType: 'image/webp' },
  { at: 0, bytes: '424d', mimeType: 'image/bmp' },
  { at: 8, bytes: '57415645', mimeType: 'audio/wav' },
  { at: 0, bytes: '494433', mimeType: 'audio/mpeg' },
  { at: 0, bytes: 'fffb', mimeType: 'audio/mpeg' },
  { at: 0, bytes: 'fff3', mimeType: 'audio/mpeg' },
  { at: 0, bytes: 'fff1', mimeType: 'audio/aac' },
  { at: 0, bytes: '4f676753', mimeType: 'audio/ogg' },
  { at: 4, bytes: '667479704d3441', mimeType: 'audio/mp4' },
  { at: 4, bytes: '66747970', mimeType: 'video/mp4' },
  { at: 0, bytes: '1a45dfa3', mimeType: 'video/webm' },
  { at: 8, bytes: '41564920', mimeType: 'video/x-msvideo' },
  { at: 0, bytes: '25504446', mimeType: 'application/pdf' },
]

/** What the bytes themselves say they are; undefined when they say nothing we know. */
export function sniffed(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16)).toString('hex')
  return SIGNATURES.find(({ at, bytes: signature }) => head.startsWith(signature, at * 2))?.mimeType
}

/**
 * May these bytes be sent as this type? A file may be anything. An image must be one by its bytes; films and sounds by their bytes, or
 * by their declared type when the bytes tell nothing: there are more codecs than signatures. Ogg, MP4 and WebM hold either.
 */
export function fits(type: FileType, declared: string, bytes: Uint8Array): boolean {
  const byBytes = sniffed(bytes)
  switch (type) {
    case 'file':
      return true
    case 'image':
      return byBytes?.startsWith('image/') ?? false
    case 'video':
    case 'audio':
      return byBytes === undefined ? declared.startsWith(`${type}/`) : byBytes.startsWith(`${type}/`) || isEither(byBytes, declared, type)
    default:
      return type satisfies never
  }
}

function isEither(byBytes: string, declared: string, type: FileType): boolean {
  return ['audio/ogg', 'video/webm', 'video/mp4', 'audio/mp4'].includes(byBytes) && declared.startsWith(`${type}/`)
}
