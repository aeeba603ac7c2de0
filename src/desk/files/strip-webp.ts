/** What the picture is made of; all other chunks are EXIF, XMP and whatever somebody wrote into it (RFC 9649). */
const KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
const HEADER = 12
/** In VP8X: EXIF and XMP are there. */
const TELLING = 0x0c

/** A WebP without what was written into it or hidden behind its end. Undefined: it has a form that is not known here. */
export function stripWebp(bytes: Buffer): Buffer | undefined {
  if (bytes.length < HEADER || bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, HEADER) !== 'WEBP') {
    return undefined
  }
  const whole = Math.min(bytes.length, 8 + bytes.readUInt32LE(4))
  const kept: Buffer[] = []
  for (let at = HEADER; at + 8 <= whole;) {
    const size = bytes.readUInt32LE(at + 4)
    const end = at + 8 + size + (size % 2)
    const name = bytes.toString('latin1', at, at + 4)
    if (end > whole) {
      return undefined
    }
    if (KEPT.has(name)) {
      kept.push(name === 'VP8X' ? silenced(bytes.subarray(at, end)) : bytes.subarray(at, end))
    }
    at = end
  }
  const header = Buffer.from(bytes.subarray(0, HEADER))
  header.writeUInt32LE(4 + kept.reduce((sum, { length }) => sum + length, 0), 4)
  return Buffer.concat([header, ...kept])
}

function silenced(chunk: Buffer): Buffer {
  const copy = Buffer.from(chunk)
  copy.writeUInt8(copy.readUInt8(8) & ~TELLING, 8)
  return copy
}
