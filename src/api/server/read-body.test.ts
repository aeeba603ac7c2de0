import { connect, type AddressInfo } from 'node:net'
import Fastify from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { expect, onTestFinished, test } from 'vitest'
import { createBodyBudget } from './body-budget.ts'
import { BodyCutShortError, registerJsonBodies } from './read-body.ts'

test('a sender who went away while it was asked who they are leaves nothing that waits for their body', async () => {
  const app = Fastify({ forceCloseConnections: true }).withTypeProvider<ZodTypeProvider>()
  onTestFinished(() => app.close())
  app.addHook('onRequest', async ({ raw }) => {
    const gone = new Promise((resolve) => raw.once('close', resolve))
    socket.destroy()
    await gone
  })
  registerJsonBodies(app, { budget: createBodyBudget(), maxBytes: 100 })
  app.post('/', () => 'read')
  const told = new Promise((resolve) => {
    app.setErrorHandler((error, _request, reply) => {
      resolve(error)
      return reply.send('')
    })
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  socket.write('POST / HTTP/1.1\r\nhost: desk\r\ncontent-type: application/json\r\ncontent-length: 6\r\n\r\n{"')
  expect(await told).toBeInstanceOf(BodyCutShortError)
})
