import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import Fastify from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { expect, onTestFinished, test } from 'vitest'
import { letComeSlowly, registerRequestTime } from './request-time.ts'

/** A server that lets a body take a tenth of a second, except for those it knows. */
async function openServer() {
  const app = Fastify({ forceCloseConnections: true }).withTypeProvider<ZodTypeProvider>()
  registerRequestTime(app, { publicUrl: 'http://desk.test', withinMs: 100 })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null))
  app.post('/anybody', async ({ raw }) => {
    for await (const _bytes of raw) {
      // Read to its end.
    }
    return 'read'
  })
  app.post('/known', async (request) => {
    letComeSlowly(request)
    let length = 0
    for await (const bytes of request.raw) {
      length += (bytes as Buffer).length
    }
    return `read ${length}`
  })
  app.post('/refused', (_request, reply) => reply.code(401).send('no'))
  app.post('/out-of-the-framework', { onRequest: (_request, reply) => void reply.hijack() }, () => 'never asked')
  onTestFinished(() => app.close())
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  return (path: string) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(`POST ${path} HTTP/1.1\r\nhost: desk\r\nconnection: close\r\ncontent-type: a/b\r\ncontent-length: 6\r\n\r\nabc`)
    return socket
  }
}

const answerOf = async (socket: ReturnType<typeof connect>): Promise<string> => {
  let text = ''
  socket.on('data', (bytes: Buffer) => {
    text += bytes.toString()
  })
  await once(socket, 'close')
  return text
}

test.each(['/anybody', '/out-of-the-framework'])(
  'a body that does not come whole in time is refused in words, and the connection ends: %s',
  async (path) => {
    const knock = await openServer()
    const answer = await answerOf(knock(path))
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
    expect(answer).toContain('too-slow')
  },
)

test('whoever was refused before their body came is not let hold the connection', async () => {
  const knock = await openServer()
  expect(await answerOf(knock('/refused'))).toMatch(/^HTTP\/1\.1 401 /)
})

test('whoever is known may take longer', async () => {
  const knock = await openServer()
  const [slow, anybody] = [knock('/known'), knock('/anybody')]
  const answer = answerOf(slow)
  // By the time that the other is cut, so would this one have been.
  await answerOf(anybody)
  slow.write('def')
  expect(await answer).toContain('read 6')
})
