import { connect, type Socket } from 'node:net'

export type Client = { send(request: Buffer): Promise<number>; close(): void }

const END_OF_HEAD = '\r\n\r\n'

/** One kept-alive connection that sends ready-made requests one after another and resolves with each status. */
export async function openClient(port: number): Promise<Client> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  return clientOn(socket)
}

function clientOn(socket: Socket): Client {
  let received = ''
  let waiting: { resolve(status: number): void; reject(error: Error): void } | undefined
  socket.setEncoding('latin1')
  socket.on('data', (text: string) => {
    received += text
    const status = completeStatus(received)
    if (status !== undefined) {
      received = ''
      waiting?.resolve(status)
    }
  })
  socket.on('close', () => waiting?.reject(new Error('the connection was closed')))
  socket.on('error', (error) => waiting?.reject(error))
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        if (socket.closed) {
          reject(new Error('the connection had been closed'))
        }
        socket.write(request)
      }),
    close: () => socket.destroy(),
  }
}

/** The status, once head and body are there. Requests are never pipelined, so nothing follows. */
function completeStatus(text: string): number | undefined {
  const head = text.indexOf(END_OF_HEAD)
  const length = head < 0 ? undefined : /content-length: (\d+)/i.exec(text)?.[1]
  const isComplete = length !== undefined && text.length >= head + END_OF_HEAD.length + Number(length)
  return isComplete ? Number(text.slice(9, 12)) : undefined
}
