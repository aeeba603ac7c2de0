type ImageSize = { readonly width: number; readonly height: number }

const UNKNOWN: ImageSize = { width: 0, height: 0 }
const JPEG_FRAMES = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])

/** Width and height of a PNG, GIF, JPEG or WebP in pixels, read from its head; zeros for anything else. */
export function imageSize(bytes: Uint8Array): ImageSize {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 30) {
    return UNKNOWN
  }
  if (startsWith(bytes, '\x89PNG')) {
    return { width: view.getUint32(16), height: view.getUint32(20) }
  }
  if (startsWith(bytes, 'GIF8')) {
    return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
  }
  if (startsWith(bytes, 'RIFF')) {
    return webpSize(bytes, view)
  }
  return startsWith(bytes, '\xff\xd8') ? jpegSize(view) : UNKNOWN
}

function webpSize(bytes: Uint8Array, view: DataView): ImageSize {
  switch (textAt(bytes, 12)) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    case 'VP8L': {
      const packed = view.getUint32(21, true)
      return { width: (packed & 0x3fff) + 1, height: ((packed >> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { width: (view.getUint32(24, true) & 0xffffff) + 1, height: (view.getUint32(26, true) >>> 8) + 1 }
    default:
      return UNKNOWN
  }
}

function jpegSize(view: DataView): ImageSize {
  for (let at = 2; at + 9 <= view.byteLength && view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    if (JPEG_FRAMES.has(view.getUint8(at + 1))) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    }
  }
  return UNKNOWN
}

function startsWith(bytes: Uint8Array, head: string): boolean {
  return Array.from(head, (each) => each.charCodeAt(0)).every((byte, index) => bytes[index] === byte)
}

function textAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4))
}
