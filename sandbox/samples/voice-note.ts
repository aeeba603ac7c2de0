import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { box, fullBox, u16, u32 } from './mp4-boxes.ts'

/** What `voice.aac` was made with. */
const RATE = 16_000
const SAMPLES_PER_FRAME = 1024
/** AAC LC, 16 kHz, one channel (ISO/IEC 14496-3, AudioSpecificConfig). */
const AUDIO_CONFIG = Buffer.from('1408', 'hex')
const ADTS_HEADER = 7

/**
 * What a phone records when somebody holds the microphone: AAC in an MP4 that is exactly `seconds` long, to the sample. Messenger's
 * recordings are such files (seen 2026-11). What is heard is a hum of two seconds, again and again: nobody needs a microphone here.
 */
export function voiceNote(seconds: number): Buffer {
  const samples = Math.max(1, Math.round(seconds * RATE))
  const hum = frames()
  const sound = Array.from({ length: Math.ceil(samples / SAMPLES_PER_FRAME) }, (_, index) => hum[index % hum.length] ?? Buffer.alloc(0))
  const type = box('ftyp', Buffer.from('M4A '), u32(0), Buffer.from('M4A mp42isom'))
  const place = type.length + movie(samples, sound, 0).length + 8
  return Buffer.concat([type, movie(samples, sound, place), box('mdat', ...sound)])
}

/** The frames of `voice.aac` without the headers of ADTS. The first one only starts the decoder up. */
function frames(): readonly Buffer[] {
  const bytes = readFileSync(join(import.meta.dirname, 'files/voice.aac'))
  const found: Buffer[] = []
  for (let at = 0; at + ADTS_HEADER < bytes.length;) {
    const length = (bytes.readUIntBE(at + 3, 3) >> 5) & 0x1fff
    found.push(bytes.subarray(at + ADTS_HEADER, at + length))
    at += length
  }
  return found.slice(1)
}

/** Everything about the sound but the sound itself, which lies at `place` (ISO/IEC 14496-12, one track in one chunk). */
function movie(samples: number, sound: readonly Buffer[], place: number): Buffer {
  const clock = Buffer.concat([u32(0, 0, RATE, samples)])
  const straight = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
  return box(
    'moov',
    fullBox('mvhd', 0, clock, u32(0x10000), u16(0x100, 0), u32(0, 0), straight, u32(0, 0, 0, 0, 0, 0, 2)),
    box(
      'trak',
      fullBox('tkhd', 7, u32(0, 0, 1, 0, samples, 0, 0), u16(0, 0, 0x100, 0), straight, u32(0, 0)),
      box(
        'mdia',
        fullBox('mdhd', 0, clock, u16(0x55c4, 0)),
        fullBox('hdlr', 0, u32(0), Buffer.from('soun'), u32(0, 0, 0), Buffer.from('Sound\0')),
        box(
          'minf',
          fullBox('smhd', 0, u16(0, 0)),
          box('dinf', fullBox('dref', 0, u32(1), fullBox('url ', 1))),
          table(samples, sound, place),
        ),
      ),
    ),
  )
}

function table(samples: number, sound: readonly Buffer[], place: number): Buffer {
  const last = samples - (sound.length - 1) * SAMPLES_PER_FRAME
  const times = sound.length === 1 ? u32(1, 1, last) : u32(2, sound.length - 1, SAMPLES_PER_FRAME, 1, last)
  return box(
    'stbl',
    fullBox('stsd', 0, u32(1), box('mp4a', u16(0, 0, 0, 1), u32(0, 0), u16(1, 16, 0, 0), u32(RATE * 0x10000), decoder())),
    fullBox('stts', 0, times),
    fullBox('stsc', 0, u32(1, 1, sound.length, 1)),
    fullBox('stsz', 0, u32(0, sound.length), u32(...sound.map(({ length }) => length))),
    fullBox('stco', 0, u32(1, place)),
  )
}

/** Which decoder the sound needs (ISO/IEC 14496-1, ES_Descriptor: MPEG-4 audio). */
function decoder(): Buffer {
  const config = descriptor(5, AUDIO_CONFIG)
  const about = Buffer.concat([Buffer.from([0x40, 0x15, 0, 0, 0]), u32(0, 0)])
  return fullBox('esds', 0, descriptor(3, u16(1), Buffer.from([0]), descriptor(4, about, config), descriptor(6, Buffer.from([2]))))
}

/** None here is longer than 127 bytes. */
function descriptor(tag: number, ...parts: readonly Buffer[]): Buffer {
  const inner = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag, inner.length]), inner])
}
