const START = 0xff_d8
const END = 0xff_d9
const SCAN = 0xff_da
const COMMENT = 0xff_fe
const PROFILE = Buffer.from('ICC_PROFILE\0')

/**
 * A JPEG without what the camera and others wrote into it: EXIF, XMP, IPTC, comments, and whatever is hidden behind its end. The picture's own
 * bytes stay as they are, so that nothing of it is lost and nothing has to be drawn anew. Undefined: it has a form that is not known here.
 *
 * Kept are, by ITU T.81: the segments that decoding needs, JFIF (APP0), the colour profile (APP2 "ICC_PROFILE") and Adobe's note of the colour
 * transform (APP14).
 */
export function stripJpeg(bytes: Buffer): Buffer | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== START) {
    return undefined
  }
  const kept = [bytes.subarray(0, 2)]
  let at = 2
  while (at + 4 <= bytes.length && bytes.readUInt16BE(at) !== END) {
    const marker = bytes.readUInt16BE(at)
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (marker < 0xff_c0 || marker === 0xff_ff) {
      return undefined
    }
    const next = marker === SCAN ? nextMarker(bytes, end) : end
    const segment = bytes.subarray(at, next)
    if (isNeeded(marker, segment)) {
      kept.push(segment)
    }
    at = next
  }
  return at + 2 <= bytes.length && bytes.readUInt16BE(at) === END ? Buffer.concat([...kept, bytes.subarray(at, at + 2)]) : undefined
}

function isNeeded(marker: number, segment: Buffer): boolean {
  const isOfApplication = marker >= 0xff_e0 && marker <= 0xff_ef
  if (!isOfApplication) {
    return marker !== COMMENT
  }
  return marker === 0xff_e0 || marker === 0xff_ee || (marker === 0xff_e2 && segment.subarray(4, 16).equals(PROFILE))
}

/** Where the picture's bytes end: there FF is followed by 00 or by a restart mark (D0 to D7), and by nothing else. */
function nextMarker(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const second = bytes.readUInt8(at + 1)
    if (second !== 0 && (second < 0xd0 || second > 0xd7) && second !== 0xff) {
      return at
    }
  }
  return bytes.length
}
