const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
/** What the picture is made of: its own chunks, those of its colours and size, and those of its frames (PNG Third Edition, W3C 2025). */
const KEPT = new Set('IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs acTL fcTL fdAT'.split(' '))
/** Length, name and checksum of a chunk. */
const FRAME = 12

/** A PNG without texts, EXIF, and whatever else was written into it or hidden behind its end. Undefined: it has a form that is not known here. */
export function stripPng(bytes: Buffer): Buffer | undefined {
  if (!bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)) {
    return undefined
  }
  const kept: Buffer[] = [SIGNATURE]
  for (let at = SIGNATURE.length; at + FRAME <= bytes.length;) {
    const end = at + FRAME + bytes.readUInt32BE(at)
    const name = bytes.toString('latin1', at + 4, at + 8)
    if (end > bytes.length) {
      return undefined
    }
    if (KEPT.has(name)) {
      kept.push(bytes.subarray(at, end))
    }
    if (name === 'IEND') {
      return Buffer.concat(kept)
    }
    at = end
  }
  return undefined
}
