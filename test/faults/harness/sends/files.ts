import { pictureOfSize } from '#test/pictures.ts'
import type { Dice } from '../storm/dice.ts'

/** A file that no other is like, by a label that its bytes tell, too, whoever has them. */
export type DrawnFile = { readonly label: string; readonly name: string; readonly bytes: Uint8Array }

export type FileKind = 'picture' | 'sound' | 'document'

const KINDS: readonly [FileKind, ...FileKind[]] = ['picture', 'sound', 'document']
const MOST_PICTURES = 4

/** Draws the files of one reply: one of any kind, or several, pictures mostly. */
export function drawKinds(dice: Dice): readonly FileKind[] {
  if (dice.isLucky(0.5)) {
    return [dice.pick(KINDS)]
  }
  const pictures = Array.from({ length: 2 + dice.below(MOST_PICTURES - 1) }, () => 'picture' as const)
  return dice.isLucky(0.3) ? [...pictures, dice.pick(KINDS)] : pictures
}

export async function makeFile(kind: FileKind, number: number): Promise<DrawnFile> {
  const label = `${kind} ${number}`
  switch (kind) {
    case 'picture':
      return { label, name: `${label}.png`, bytes: await pictureOfSize(sizeOf(number)) }
    case 'sound':
      return { label, name: `${label}.wav`, bytes: soundThatTells(label) }
    case 'document':
      return { label, name: `${label}.pdf`, bytes: Buffer.from(`%PDF-1.4\n% ${label};\n1 0 obj\n<<>>\nendobj\n%%EOF\n`) }
  }
}

/** The label of a file, from its bytes alone. */
export function labelOf(bytes: Buffer): string {
  const told = /(?:sound|document) \d+(?=;)/.exec(bytes.toString('latin1'))?.[0]
  return told ?? `picture ${numberOf({ width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) })}`
}

const LEAST = 8
const ACROSS = 100

/** Pictures are told apart by their size: it outlives whoever writes them anew. */
function sizeOf(number: number) {
  return { width: LEAST + (number % ACROSS), height: LEAST + Math.floor(number / ACROSS) }
}

function numberOf({ width, height }: { readonly width: number; readonly height: number }): number {
  return width - LEAST + (height - LEAST) * ACROSS
}

/** A second of silence at 8 kHz, and words behind it that no player shows. */
function soundThatTells(label: string): Buffer {
  const words = Buffer.from(`${label};`.padEnd(32))
  const header = Buffer.alloc(36)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + 8 + 8000 + words.length, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(8000, 24)
  header.writeUInt32LE(8000, 28)
  header.writeUInt16LE(1, 32)
  header.writeUInt16LE(8, 34)
  const [data, note] = [chunk('data', Buffer.alloc(8000, 128)), chunk('note', words)]
  return Buffer.concat([header, data, note])
}

function chunk(name: string, bytes: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(bytes.length)
  return Buffer.concat([Buffer.from(name), length, bytes])
}
