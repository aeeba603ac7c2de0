const RATE = 16_000
const HEADER = 44

/** What a sound is at a time (seconds): between -1 and 1. */
type Sound = { readonly seconds: number; at(second: number): number }

/** Somebody hums: one swell a second, silent at both ends of it, so that one can stand after the other. */
export function hum(seconds: number): Sound {
  return {
    seconds,
    at: (t) => {
      const swell = Math.sin(Math.PI * (t % 1)) ** 2
      const pitch = 2 * Math.PI * (150 + 20 * Math.floor(t % 2)) * t
      return swell * (0.5 * Math.sin(pitch) + 0.2 * Math.sin(2 * pitch) + 0.1 * Math.sin(3 * pitch))
    },
  }
}

/** A small bird: four falling whistles, and a rest. */
export function chirps(seconds: number): Sound {
  return {
    seconds,
    at: (t) => {
      const [song, whistle] = [t % 1.25, (t % 0.25) / 0.25]
      return song > 1 ? 0 : 0.4 * Math.sin(Math.PI * whistle) * Math.sin(2 * Math.PI * (3400 * whistle - 900 * whistle ** 2) * 0.25)
    },
  }
}

/** Rain on a roof: noise that can be made again, with drops. */
export function patter(seconds: number): Sound {
  return {
    seconds,
    at: (t) => {
      const noise = Math.sin(t * 127_003.7) * Math.sin(t * 91_007.3)
      const drop = Math.exp(-40 * ((t * 7.3) % 1)) * Math.sin(2 * Math.PI * 900 * t)
      return 0.12 * noise + 0.3 * drop
    },
  }
}

/** As a WAV file of 16 bits, one channel. */
export function wav({ seconds, at }: Sound): Buffer {
  const samples = seconds * RATE
  const file = Buffer.alloc(HEADER + samples * 2)
  file.write('RIFF', 0)
  file.writeUInt32LE(HEADER - 8 + samples * 2, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(RATE, 24)
  file.writeUInt32LE(RATE * 2, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36)
  file.writeUInt32LE(samples * 2, 40)
  for (let index = 0; index < samples; index += 1) {
    file.writeInt16LE(Math.round(at(index / RATE) * 32_000), HEADER + index * 2)
  }
  return file
}
