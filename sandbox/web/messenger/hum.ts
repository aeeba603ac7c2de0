const RATE = 8000
const HEADER = 44

/** A hummed tone as a WAV file: what stands in for a voice note, for nobody should need a microphone to try the sandbox. */
export function hum(seconds: number): Blob {
  const samples = Math.round(RATE * seconds)
  const view = new DataView(new ArrayBuffer(HEADER + samples))
  write(view, 0, 'RIFF')
  view.setUint32(4, HEADER - 8 + samples, true)
  write(view, 8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, RATE, true)
  view.setUint32(28, RATE, true)
  view.setUint16(32, 1, true)
  view.setUint16(34, 8, true)
  write(view, 36, 'data')
  view.setUint32(40, samples, true)
  for (let index = 0; index < samples; index += 1) {
    const at = index / RATE
    const pitch = 196 + 24 * Math.sin(at * 3)
    view.setUint8(HEADER + index, 128 + Math.round(48 * Math.sin(2 * Math.PI * pitch * at) * Math.sin((Math.PI * at) / seconds)))
  }
  return new Blob([view.buffer], { type: 'audio/wav' })
}

function write(view: DataView, at: number, text: string): void {
  for (let index = 0; index < text.length; index += 1) {
    view.setUint8(at + index, text.charCodeAt(index))
  }
}
