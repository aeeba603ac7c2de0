const EXTENSION = 0x21
const IMAGE = 0x2c
const END = 0x3b
const GRAPHIC_CONTROL = 0xf9
const APPLICATION = 0xff
/** How often the film is played. Other applications write XMP, profiles and whatever they like. */
const LOOPING = ['NETSCAPE2.0', 'ANIMEXTS1.0']

/**
 * A GIF without comments, XMP, and whatever else was written into it or hidden behind its end; its frames stay as they are (GIF89a specification, 1990).
 * Undefined: it has a form that is not known here.
 */
export function stripGif(bytes: Buffer): Buffer | undefined {
  if (!/^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6)) || bytes.length < 13) {
    return undefined
  }
  let at = 13 + tableBytes(bytes[10] ?? 0)
  const kept = [bytes.subarray(0, at)]
  while (at < bytes.length) {
    const mark = bytes[at]
    if (mark === END) {
      return Buffer.concat([...kept, bytes.subarray(at, at + 1)])
    }
    const end = mark === IMAGE ? endOfImage(bytes, at) : mark === EXTENSION ? endOfBlocks(bytes, at + 2) : undefined
    if (end === undefined) {
      return undefined
    }
    if (mark === IMAGE || isNeeded(bytes, at)) {
      kept.push(bytes.subarray(at, end))
    }
    at = end
  }
  return undefined
}

function isNeeded(bytes: Buffer, at: number): boolean {
  const label = bytes[at + 1]
  return label === GRAPHIC_CONTROL || (label === APPLICATION && LOOPING.includes(bytes.toString('latin1', at + 3, at + 14)))
}

/** A table of colours follows where its flag is set, of a size that its lowest bits tell. */
function tableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 0x07) + 1)
}

function endOfImage(bytes: Buffer, at: number): number | undefined {
  return endOfBlocks(bytes, at + 10 + tableBytes(bytes[at + 9] ?? 0) + 1)
}

/** Blocks of bytes, each behind its length; one without any is the last. */
function endOfBlocks(bytes: Buffer, from: number): number | undefined {
  for (let at = from; at < bytes.length; at += 1 + (bytes[at] ?? 0)) {
    if (bytes[at] === 0) {
      return at + 1
    }
  }
  return undefined
}
