import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { bodyStreamOf } from './body-stream.ts'
import { BodyCutShortError } from './read-body.ts'

/** A request of which two of six bytes came, as the server holds it, and how its sender goes away. */
async function halfASending(): Promise<{ readonly request: IncomingMessage; goAway(): Promise<void> }> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write('POST / HTTP/1.1\r\nhost: desk\r\ncontent-length: 6\r\n\r\nab')
  const [request] = (await once(server, 'request')) as [IncomingMessage]
  return {
    request,
    goAway: async () => {
      const gone = new Promise((resolve) => request.once('close', resolve))
      socket.destroy()
      await gone
    },
  }
}

const read = (body: Readable): Promise<unknown> => buffer(body).catch((error: unknown) => error)

test('whoever reads a body is told that its sender went away', async () => {
  const { request, goAway } = await halfASending()
  const all = read(bodyStreamOf(request))
  await goAway()
  expect(await all).toBeInstanceOf(BodyCutShortError)
})

test('a sender who went away before anybody looked at the body keeps nobody waiting', async () => {
  const { request, goAway } = await halfASending()
  await goAway()
  expect(await read(bodyStreamOf(request))).toBeInstanceOf(BodyCutShortError)
})

test('a sender who goes away while nobody reads yet ends no process, and is told to whoever reads then', async () => {
  const { request, goAway } = await halfASending()
  const body = bodyStreamOf(request)
  const closed = new Promise((resolve) => body.once('close', resolve))
  await goAway()
  await closed
  expect(await read(body)).toBeInstanceOf(BodyCutShortError)
})
