import { connect, type Socket } from 'node:net'

const MB = 1024 * 1024
const DOORS = [
  { path: '/webhooks/facebook', bytes: 4 * MB },
  { path: '/webhooks/facebook', bytes: 4 * MB },
  { path: '/api/v1/session', bytes: MB },
  { path: '/api/v1/set-up', bytes: MB },
]
const DRIP_MS = 3000
/** One for all: it is the desk's memory that is looked at. */
const BLANKS = Buffer.alloc(4 * MB, ' ')

/** So many strangers who hold a body open each, and two who say nothing or half a request. Resolves when all are cut, with the seconds of each. */
export function sendStrangers(port: number, count: number): Promise<number[]> {
  return Promise.all([
    ...Array.from({ length: count }, (_, index) => holdOpen(port, index)),
    saySoMuch(port, ''),
    saySoMuch(port, 'GET / HTTP/1.1\r\nhost: 127.0.0.1'),
  ])
}

/** Says this and no more. */
function saySoMuch(port: number, text: string): Promise<number> {
  const socket = connect(port, '127.0.0.1', () => socket.write(text))
  return secondsUntilCut(socket)
}

/** Announces a large body, sends nearly all of it, then nothing, or a byte now and then. */
async function holdOpen(port: number, index: number): Promise<number> {
  const { path, bytes } = DOORS[index % DOORS.length] ?? { path: '/', bytes: 0 }
  const socket = connect(port, '127.0.0.1')
  socket.write(`POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\ncontent-length: ${bytes}\r\n\r\n`)
  socket.write(BLANKS.subarray(0, bytes - 1000))
  const drip = index % 8 < 4 ? undefined : setInterval(() => socket.write(' '), DRIP_MS)
  const seconds = await secondsUntilCut(socket)
  clearInterval(drip)
  return seconds
}

function secondsUntilCut(socket: Socket): Promise<number> {
  const startedAt = performance.now()
  return new Promise((resolve) => {
    socket.on('data', () => undefined)
    // A reset is one way of being cut.
    socket.on('error', () => undefined)
    socket.on('close', () => resolve((performance.now() - startedAt) / 1000))
  })
}
