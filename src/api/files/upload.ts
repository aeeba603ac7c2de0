import type { FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { takeUpload } from '#desk/files/take-upload.ts'
import type { Actor } from '#desk/desk.ts'
import { DeskError } from '#domain/errors.ts'
import type { TicketId } from '#domain/ids.ts'
import { visibleLine } from '#domain/visible-line.ts'
import { findAttachment } from '#storage/files/serve.ts'
import type { ApiContext } from '../context.ts'
import type { FilePart } from '../contract/message-parts.ts'
import type { Api } from '../server/api.ts'
import { bodyStreamOf } from '../server/body-stream.ts'
import { letComeSlowly } from '../server/request-time.ts'
import * as contract from './contract.ts'
import { presentFile } from './present.ts'

/** Each writes to the disk and is looked at; more than these wait for nobody, they are told to come again. */
const AT_ONCE = 16
/** Of these one person has so many: whose files come slowly must not have all the room there is. */
const AT_ONCE_OF_ONE = 4

type Context = Pick<ApiContext, 'desk' | 'uploads'>

/** The one door of the API that takes no JSON: the bytes of a file, as they are. */
export function registerUpload(app: Api, context: Context): void {
  const underWay: Actor[] = []
  app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null))
    const { method, url, schema } = contract.uploadFile
    scope.withTypeProvider<ZodTypeProvider>().route({
      method,
      url,
      schema,
      config: { permission: 'ticket.reply' },
      handler: async (request, reply) => {
        const { actor, params, query } = request
        if (underWay.length >= AT_ONCE || underWay.filter(({ userId }) => userId === actor.userId).length >= AT_ONCE_OF_ONE) {
          throw new DeskError('overloaded', 'Too many files are on their way in. Try again in a moment.', {
            detail: { retryAfterSeconds: 2 },
          })
        }
        underWay.push(actor)
        try {
          const file = await upload(context, request, { actor, ...params, ...query })
          return await reply.code(201).send(file)
        } finally {
          underWay.splice(underWay.indexOf(actor), 1)
        }
      },
    })
    done()
  })
}

type Asked = {
  readonly actor: Actor
  readonly ticketId: TicketId
  readonly threadId?: string | undefined
  readonly name?: string | undefined
}

async function upload({ desk, uploads }: Context, request: FastifyRequest, { actor, ticketId, threadId, name }: Asked): Promise<FilePart> {
  // Who asks is known, and may.
  letComeSlowly(request)
  const bytes = bodyStreamOf(request.raw)
  try {
    const id = await takeUpload({ desk, tools: uploads }, actor, {
      ticketId,
      threadId,
      name: name === undefined ? undefined : visibleLine(name),
      bytes,
    })
    const file = await findAttachment(desk.db, actor, id)
    if (!file) {
      throw new Error('A file that was taken is not there.')
    }
    return presentFile(file)
  } finally {
    bytes.destroy()
  }
}
