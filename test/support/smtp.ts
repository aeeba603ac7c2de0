import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A mail as its server got it: the text is what came over the wire, headers first. */
export type ReceivedMail = { readonly sender: string; readonly recipients: readonly string[]; readonly text: string }
export type SmtpRefusal = { readonly code: number; readonly words: string }

/** A real SMTP server on loopback; `refuseWith` is its answer to every recipient. */
export async function startSmtp({ refuseWith }: { readonly refuseWith?: SmtpRefusal | undefined } = {}) {
  const received: ReceivedMail[] = []
  const options: SMTPServerOptions = {
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) =>
      done(refuseWith && Object.assign(new Error(refuseWith.words), { responseCode: refuseWith.code })),
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        received.push({
          sender: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          recipients: envelope.rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString(),
        })
        done()
      })
    },
  }
  const server = new SMTPServer(options)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    received,
    /** As SMTP_URL has it. */
    url: `smtp://127.0.0.1:${port}?from=desk@example.com`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
