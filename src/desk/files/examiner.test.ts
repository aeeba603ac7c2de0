import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { cameraJpeg, picture, pixelFlood, pngChunk } from '#test/pictures.ts'
import { createExaminer, ExaminerError } from './examiner.ts'

const examiner = createExaminer()
afterAll(() => examiner.close())

async function pathOf(bytes: Buffer | string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pagedesk-examine-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'file')
  await writeFile(path, bytes)
  return path
}

const examine = async (bytes: Buffer | string) => await examiner.examine(await pathOf(bytes))

test('a small picture is made of a large one, and its size told', async () => {
  const examined = await examine(await picture(1600, 1200).png().toBuffer())
  expect(examined).toMatchObject({ kind: 'ok', type: 'image/png', width: 1600, height: 1200 })
  expect(examined).toMatchObject({ made: { preview: { type: 'image/jpeg', width: 480, height: 360 } } })
})

test('nothing is made larger than it is', async () => {
  expect(await examine(await picture(40, 30).png().toBuffer())).toMatchObject({ made: { preview: { width: 40, height: 30 } } })
})

test('what is shown of a camera has nothing of what it wrote, and the very pixels', async () => {
  const bytes = await cameraJpeg()
  expect(bytes.includes('A secret camera')).toBe(true)
  const examined = await examine(Buffer.concat([bytes, Buffer.from('hidden behind the end')]))
  if (examined.kind !== 'ok' || !examined.made.shown || !examined.made.preview) {
    throw new Error('nothing was made of it')
  }
  for (const { path } of [examined.made.shown, examined.made.preview]) {
    const made = await readFile(path)
    expect(['A secret camera', 'Exif', 'hidden'].filter((words) => made.includes(words))).toEqual([])
    expect((await sharp(made).metadata()).exif).toBeUndefined()
  }
  const pixels = (of: Buffer) => sharp(of).raw().toBuffer()
  expect((await pixels(await readFile(examined.made.shown.path))).equals(await pixels(bytes))).toBe(true)
})

test('a picture that lies on its side stands upright in what is shown', async () => {
  const examined = await examine(await cameraJpeg({ orientation: 6 }))
  expect(examined).toMatchObject({
    width: 480,
    height: 640,
    made: { shown: { width: 480, height: 640 }, preview: { width: 360, height: 480 } },
  })
  if (examined.kind === 'ok' && examined.made.shown) {
    expect(await sharp(await readFile(examined.made.shown.path)).metadata()).toMatchObject({ width: 480, height: 640, format: 'jpeg' })
  }
})

test('a progressive JPEG and one with a colour profile are stripped and stay whole', async () => {
  const bytes = await picture().withMetadata().withIccProfile('p3').jpeg({ progressive: true }).toBuffer()
  const examined = await examine(bytes)
  const shown = examined.kind === 'ok' && examined.made.shown ? await readFile(examined.made.shown.path) : Buffer.alloc(0)
  const metadata = await sharp(shown).metadata()
  expect(metadata).toMatchObject({ isProgressive: true, icc: expect.any(Buffer) })
  expect((await sharp(shown, { failOn: 'warning' }).raw().toBuffer()).length).toBe(640 * 480 * 3)
})

test.each(['png', 'webp', 'avif'] as const)('what somebody wrote into a %s is not in what is shown', async (format) => {
  const bytes = await picture(64, 48)
    .withExif({ IFD0: { Make: 'A secret camera' } })
    [format]()
    .toBuffer()
  expect(bytes.includes('A secret camera')).toBe(true)
  const examined = await examine(bytes)
  const shown = examined.kind === 'ok' && examined.made.shown ? await readFile(examined.made.shown.path) : undefined
  expect(shown?.includes('A secret camera')).toBe(false)
  expect(await sharp(shown).metadata()).toMatchObject({ width: 64, height: 48 })
})

test('a film of pictures keeps moving, and its small one stands still', async () => {
  const frames = await sharp([await picture(60, 40).png().toBuffer(), await picture(60, 40).negate().png().toBuffer()], {
    join: { animated: true },
  })
    .gif()
    .toBuffer()
  const examined = await examine(frames)
  expect(examined).toMatchObject({ type: 'image/gif', width: 60, height: 40, made: { preview: { width: 60, height: 40 } } })
})

test('attack 29: a flood of pixels is refused before it is unpacked', async () => {
  const refused = { kind: 'refused', reason: 'too-many-pixels' }
  expect(await examine(pixelFlood(60_000, 60_000))).toEqual(refused)
  expect(await examine(pixelFlood(50_001, 1_000))).toEqual(refused)
})

test('attack 29: an AVIF of a few bytes that would take a gigabyte is refused before it is unpacked', async () => {
  const flat = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#123' } }).avif({ effort: 0 })
  expect(await examine(await flat(4001, 3000).toBuffer())).toEqual({ kind: 'refused', reason: 'too-many-pixels' })
})

test('attack 29: a picture that is cut off is refused', async () => {
  const [jpeg, png] = [await picture().jpeg().toBuffer(), await picture().png().toBuffer()]
  for (const bytes of [jpeg.subarray(0, jpeg.length / 2), png.subarray(0, png.length / 2), jpeg.subarray(0, 300), pixelFlood(3000, 3000)]) {
    expect(await examine(bytes)).toEqual({ kind: 'refused', reason: 'broken' })
  }
})

test('attack 29: archives are told and never opened', async () => {
  expect(await examine(gzipSync(Buffer.alloc(20_000_000)))).toEqual({ kind: 'ok', type: 'application/gzip', made: {} })
  expect(await examine(Buffer.from('504b0506000000000000000000000000000000000000', 'hex'))).toMatchObject({
    type: 'application/zip',
    made: {},
  })
})

test.each([
  ['png', await picture(64, 48).png().toBuffer(), (bytes: Buffer) => withPngChunk(bytes, 'tEXt', 'Comment\0A secret place')],
  ['png', await picture(64, 48).png().toBuffer(), (bytes: Buffer) => withPngChunk(bytes, 'caBX', 'A secret place')],
  ['png', await picture(64, 48).png().toBuffer(), behind],
  ['gif', await picture(64, 48).gif().toBuffer(), (bytes: Buffer) => withGifBlock(bytes, 0xfe, 'A secret place')],
  ['gif', await picture(64, 48).gif().toBuffer(), (bytes: Buffer) => withGifBlock(bytes, 0xff, 'XMP DataXMP', 'A secret place')],
  ['gif', await picture(64, 48).gif().toBuffer(), behind],
  ['webp', await picture(64, 48).webp().toBuffer(), (bytes: Buffer) => withWebpChunk(bytes, 'XYZW', 'A secret place')],
  ['webp', await picture(64, 48).webp().toBuffer(), behind],
  ['avif', await picture(64, 48).avif().toBuffer(), behind],
  ['jpeg', await picture(64, 48).jpeg().toBuffer(), behind],
])('attack 27: a %s that is something else, too, is shown as the picture alone', async (format, bytes, more) => {
  const examined = await examine(more(bytes))
  const shown = examined.kind === 'ok' && examined.made.shown ? await readFile(examined.made.shown.path) : Buffer.from('A secret place')
  expect(shown.includes('A secret place')).toBe(false)
  expect(await sharp(shown).metadata()).toMatchObject({ width: 64, height: 48, format: format === 'avif' ? 'heif' : format })
  if (format !== 'avif') {
    expect((await sharp(shown).raw().toBuffer()).equals(await sharp(bytes).raw().toBuffer())).toBe(true)
  }
})

test.each(['png', 'gif', 'webp'] as const)('a %s that is nothing else is shown as it came', async (format) => {
  const examined = await examine(await picture(64, 48)[format]().toBuffer())
  expect(examined).toMatchObject({ kind: 'ok', made: { preview: {} } })
  expect(examined.kind === 'ok' && examined.made.shown).toBe(undefined)
})

test(
  'attack 29: whatever is broken in whatever way, looking at it ends, with a picture or with a refusal',
  { timeout: 120_000 },
  async () => {
    const pictures = await Promise.all([
      cameraJpeg(),
      picture(64, 48).png().toBuffer(),
      picture(64, 48).gif().toBuffer(),
      picture(64, 48).webp().toBuffer(),
      picture(64, 48).avif().toBuffer(),
    ])
    const whole = [...pictures, wav(1)]
    const kinds = new Set<string>()
    for (const [place, bytes] of [...whole, wav(1)].entries()) {
      for (let time = 1; time <= 25; time += 1) {
        const broken = Buffer.from(bytes)
        for (let at = 12 + place; at < broken.length; at += 7 + ((time * 131) % 400)) {
          broken[at] = (at * time * 31) & 255
        }
        kinds.add((await examine(time % 5 === 0 ? broken.subarray(0, broken.length / time) : broken)).kind)
      }
    }
    expect([...kinds].toSorted()).toEqual(['ok', 'refused'])
  },
)

// What a browser would run is nothing that the desk looks into.
test.each([
  ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ['an XML that is an SVG', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'],
  ['HTML', '<!doctype html><script>alert(1)</script>'],
  ['a PDF', '%PDF-1.7\n1 0 obj'],
  ['JavaScript', 'alert(1)'],
])('attack 27: %s is no picture, whatever it is called', async (_name, words) => {
  const examined = await examine(words)
  expect(examined).toMatchObject({ kind: 'ok', made: {} })
  expect(examined.kind === 'ok' && examined.type.startsWith('image/') && examined.type !== 'image/svg+xml').toBe(false)
})

test('a voice message tells how long it is', async () => {
  expect(await examine(wav(2.5))).toEqual({ kind: 'ok', type: 'audio/wav', durationMs: 2500, made: {} })
})

test('a sound that is broken is still a sound', async () => {
  expect(await examine(wav(1).subarray(0, 20))).toMatchObject({ kind: 'ok', type: 'audio/wav' })
})

test('attack 29: a process that ends over a file is told, and the next file finds a new one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pagedesk-examiner-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const program = join(folder, 'program.mjs')
  await writeFile(
    program,
    "process.on('message', (path) => path === 'bad' ? process.abort() : path === 'slow' ? undefined : process.send({ examined: { kind: 'ok', type: path, made: {} }, rss: 0 }))",
  )
  const fragile = createExaminer({ processes: 1, timeoutMs: 6000, program: pathToFileURL(program) })
  onTestFinished(() => fragile.close())
  const [bad, good] = await Promise.allSettled([fragile.examine('bad'), fragile.examine('good')])
  expect(bad).toMatchObject({ status: 'rejected', reason: expect.any(ExaminerError) })
  expect(good).toMatchObject({ value: { type: 'good' } })
  await expect(fragile.examine('slow')).rejects.toBeInstanceOf(ExaminerError)
  expect(await fragile.examine('good')).toMatchObject({ type: 'good' })
})

function behind(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.from('<script>A secret place</script>')])
}

/** Before the first data of the picture. */
function withPngChunk(bytes: Buffer, name: string, words: string): Buffer {
  const at = bytes.indexOf('IDAT') - 4
  return Buffer.concat([bytes.subarray(0, at), pngChunk(name, Buffer.from(words)), bytes.subarray(at)])
}

function withGifBlock(bytes: Buffer, label: number, ...words: string[]): Buffer {
  const blocks = words.map((word) => Buffer.concat([Buffer.from([word.length]), Buffer.from(word)]))
  const at = bytes.length - 1
  return Buffer.concat([bytes.subarray(0, at), Buffer.from([0x21, label]), ...blocks, Buffer.from([0]), bytes.subarray(at)])
}

function withWebpChunk(bytes: Buffer, name: string, words: string): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt32LE(words.length)
  const whole = Buffer.concat([bytes, Buffer.from(name), size, Buffer.from(words), Buffer.alloc(words.length % 2)])
  whole.writeUInt32LE(whole.length - 8, 4)
  return whole
}

function wav(seconds: number): Buffer {
  const rate = 8000
  const data = Buffer.alloc(seconds * rate)
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + data.length, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(rate, 24)
  header.writeUInt32LE(rate, 28)
  header.writeUInt16LE(1, 32)
  header.writeUInt16LE(8, 34)
  header.write('data', 36)
  header.writeUInt32LE(data.length, 40)
  return Buffer.concat([header, data])
}
