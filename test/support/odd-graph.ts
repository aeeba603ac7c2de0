import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Attached = { readonly type: string; readonly payload: { readonly attachment_id: string; readonly [member: string]: unknown } }

/** One call of the Send API as it came. */
export type SendCall = {
  readonly message: {
    readonly text: string
    readonly metadata: string
    readonly attachment?: Attached
    readonly attachments?: readonly Attached[]
    readonly quick_replies?: readonly { readonly title: string; readonly payload: string }[]
  }
  readonly recipient: { readonly id: string }
  readonly messageId: string
}

/** What is said to a call: a status with a body, or the connection is cut. */
export type OddAnswer =
  | 'cut'
  | { readonly status: number; readonly body: string | object; readonly headers?: Readonly<Record<string, string>> }

/** What everybody is called who is asked about. */
export const PERSON = 'Ludwika Late'

/**
 * A server shaped like the Send API that says what a test tells it to, also what the sandbox would never say. Without
 * orders it takes the message: its ids are `mid-1`, `mid-2`, … Files that are brought are `file-1`, `file-2`, … Whoever it is asked about is called
 * the same.
 */
export async function startOddGraph() {
  const calls: SendCall[] = []
  /** Said to the next calls, in this order. */
  const answers: OddAnswer[] = []
  /** The forms in which files came, and what is said to the next of them. */
  const brought: string[] = []
  const answersToFiles: OddAnswer[] = []
  /** What the inbox shows of the conversation, the newest first. */
  const inbox: object[] = []
  const hooks: {
    beforeAnswer?: ((call: SendCall) => Promise<void>) | undefined
    beforeFileAnswer?: (() => Promise<void>) | undefined
  } = {}
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      if (request.method === 'GET') {
        const isLook = request.url?.includes('/conversations?') === true && request.url.includes('messages.limit')
        say(response, { status: 200, body: isLook ? { data: [{ messages: { data: inbox } }] } : { name: PERSON } })
        return
      }
      if (request.url?.includes('/message_attachments') === true) {
        brought.push(body)
        const id = `file-${brought.length}`
        void (hooks.beforeFileAnswer?.() ?? Promise.resolve()).then(() =>
          say(response, answersToFiles.shift() ?? { status: 200, body: { attachment_id: id } }),
        )
        return
      }
      if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true) {
        // A desk that looks after its Pages asks about keys and subscriptions by forms: of these nothing is told.
        say(response, { status: 503, body: '' })
        return
      }
      const call: SendCall = { ...JSON.parse(body || '{}'), messageId: `mid-${calls.length + 1}` }
      calls.push(call)
      const told = hooks.beforeAnswer?.(call) ?? Promise.resolve()
      void told.then(() =>
        say(response, answers.shift() ?? { status: 200, body: { recipient_id: call.recipient.id, message_id: call.messageId } }),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answers,
    brought,
    answersToFiles,
    inbox,
    hooks,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export function refusal(code: number, subcode?: number, more: { status?: number; headers?: Record<string, string> } = {}): OddAnswer {
  const error = {
    message: `(#${code}) Refused`,
    type: 'OAuthException',
    code,
    ...(subcode === undefined ? {} : { error_subcode: subcode }),
  }
  return { status: more.status ?? 400, body: { error }, headers: more.headers ?? {} }
}

function say(response: ServerResponse, answer: OddAnswer): void {
  if (answer === 'cut') {
    response.destroy()
    return
  }
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end(text)
}
