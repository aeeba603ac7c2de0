import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { plan, plant, pots, stickerSvg } from './scenes.ts'
import { chirps, hum, patter, wav } from './sounds.ts'
import { pdf, zip } from './papers.ts'

/**
 * Makes the files of `files/` anew: `node sandbox/samples/make.ts FFMPEG`. They lie in the repository, so that nobody needs FFmpeg to run
 * the sandbox; this is how they came to be, and all of it is our own.
 */
const [ffmpegPath = 'ffmpeg'] = process.argv.slice(2)
const FILES = join(import.meta.dirname, 'files')
const FRAMES = 24
const STICKER_PX = 240
/** As the page draws them, by the numbers they are sent with. */
const STICKERS = [
  ['369239263222822', 'thumb'],
  ['144884852352448', 'cat'],
  ['144885252352408', 'plant'],
  ['144885185685748', 'heart'],
  ['144885315685735', 'sun'],
  ['740000000000101', 'bee'],
  ['740000000000102', 'tomato'],
  ['740000000000103', 'rain'],
  ['740000000000201', 'thanks'],
  ['740000000000202', 'thumb'],
] as const

const folder = mkdtempSync(join(tmpdir(), 'samples-'))
await pictures()
await moving()
sounds()
papers()
rmSync(folder, { recursive: true })

/** A photograph as a phone writes it: lying on its side, with the place where it was taken. */
async function pictures(): Promise<void> {
  const place = { GPSLatitudeRef: 'N', GPSLatitude: '52/1 15/1 16/1', GPSLongitudeRef: 'E', GPSLongitude: '21/1 2/1 31/1' }
  await sharp(Buffer.from(pots()))
    .rotate(-90)
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Make: 'Sandbox', Model: 'A phone of nobody' }, IFD3: place })
    .jpeg({ quality: 78 })
    .toFile(join(FILES, 'balcony.jpg'))
  await sharp(Buffer.from(plan())).png({ palette: true, compressionLevel: 9 }).toFile(join(FILES, 'planting-plan.png'))
  await sharp(Buffer.from(plant(0.9, { width: 800, height: 600 })))
    .webp({ quality: 60 })
    .toFile(join(FILES, 'lemon-tree.webp'))
  const drawings = readFileSync(join(FILES, '../../web/stickers.svg'), 'utf8')
  for (const [id, name] of STICKERS) {
    await sharp(Buffer.from(stickerSvg(drawings, name, STICKER_PX)))
      .png({ palette: true, compressionLevel: 9 })
      .toFile(join(FILES, `sticker-${id}.png`))
  }
}

async function moving(): Promise<void> {
  const frames = await Promise.all(
    Array.from({ length: FRAMES }, (_, index) =>
      sharp(Buffer.from(plant(index / (FRAMES - 1), { width: 480, height: 360 })))
        .png()
        .toBuffer(),
    ),
  )
  const small = await Promise.all(frames.filter((_, index) => index % 3 === 0).map((frame) => sharp(frame).resize(240).toBuffer()))
  await sharp(small, { join: { animated: true } })
    .gif({ delay: small.map(() => 180), loop: 0, colours: 32 })
    .toFile(join(FILES, 'growing.gif'))
  for (const [index, frame] of frames.entries()) {
    writeFileSync(join(folder, `frame-${index}.png`), frame)
  }
  const sound = kept('film.wav', wav(patter(4)))
  const film = ['-framerate', '6', '-i', join(folder, 'frame-%d.png'), '-i', sound, '-r', '12', '-pix_fmt', 'yuv420p']
  ffmpeg(
    [...film, '-c:v', 'libx264', '-profile:v', 'baseline', '-crf', '30', '-c:a', 'aac', '-b:a', '32k', '-movflags', '+faststart'],
    'greenhouse.mp4',
  )
}

function sounds(): void {
  ffmpeg(['-i', kept('robin.wav', wav(chirps(5))), '-c:a', 'libmp3lame', '-b:a', '32k', '-metadata', 'title=A robin at six'], 'robin.mp3')
  ffmpeg(['-i', kept('rain.wav', wav(patter(6))), '-c:a', 'aac', '-b:a', '32k', '-movflags', '+faststart'], 'rain.m4a')
  ffmpeg(['-i', kept('pump.wav', wav(hum(3))), '-c:a', 'aac', '-b:a', '32k'], 'pump.aac')
  ffmpeg(['-i', kept('voice.wav', wav(hum(2))), '-c:a', 'aac', '-b:a', '20k'], 'voice.aac')
}

function papers(): void {
  writeFileSync(
    join(FILES, 'order-2041.pdf'),
    pdf(['Morawska Garden Studio', 'Order 2041', '3 lemon trees, 1 bag of citrus soil', 'To the back door, please.']),
  )
  writeFileSync(join(FILES, 'measurements.csv'), 'bed,length (cm),width (cm)\nnorth,240,80\nsouth,310,95\nby the door,120,60\n')
  writeFileSync(
    join(FILES, 'photos.zip'),
    zip([
      { name: 'measurements.csv', bytes: readFileSync(join(FILES, 'measurements.csv')) },
      { name: 'planting-plan.png', bytes: readFileSync(join(FILES, 'planting-plan.png')) },
    ]),
  )
}

function kept(name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

function ffmpeg(args: readonly string[], name: string): void {
  execFileSync(ffmpegPath, ['-y', '-loglevel', 'error', ...args, '-fflags', '+bitexact', '-map_metadata', '-1', join(FILES, name)])
}
