import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { boundConnections, keepOpen } from './connections.ts'

const REQUEST = 'GET / HTTP/1.1\r\nhost: desk\r\n\r\n'

/** A server that answers when it is told to, and takes three connections. */
async function openServer(hold: (response: ServerResponse) => void) {
  const server = createServer((_request, response) => hold(response))
  boundConnections(server, 3)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const sockets: Socket[] = []
  onTestFinished(() => {
    sockets.forEach((socket) => socket.destroy())
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return async () => {
    const arrived = once(server, 'connection')
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    sockets.push(socket)
    await arrived
    return socket
  }
}

test('R3: a newcomer past the bound takes the place of the connection that has been silent longest', async () => {
  const open = await openServer((response) => response.end('well'))
  const silent = await open()
  await Promise.all([open(), open()])
  const closed = once(silent, 'close')
  const late = await open()
  late.write(REQUEST)
  const [answer] = (await once(late, 'data')) as [Buffer]
  expect(answer.toString()).toContain('200 OK')
  await closed
})

test('R3: nobody who is being answered, and no live stream, is pushed out: the newcomer is told 503', async () => {
  const open = await openServer((response) => {
    keepOpen(response)
    response.writeHead(200)
    response.write('beat')
  })
  const streams = [await open(), await open(), await open()]
  await Promise.all(
    streams.map(async (stream) => {
      stream.write(REQUEST)
      await once(stream, 'data')
    }),
  )
  const late = await open()
  const [answer] = (await once(late, 'data')) as [Buffer]
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 503 .*\r\nRetry-After: 1/)
  expect(streams.map(({ closed }) => closed)).toEqual([false, false, false])
})
