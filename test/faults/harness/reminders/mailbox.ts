import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail as it came, by the name that it has for ever: one that comes twice has the same. */
export type ReceivedMail = { readonly messageId: string; readonly text: string }

export type Mailbox = {
  readonly url: string
  readonly received: readonly ReceivedMail[]
  /** The next mail is taken and not answered for; resolves when it is there. */
  holdNext(): Promise<void>
  close(): Promise<void>
}

/** A real mail server on loopback, which keeps what it is given. */
export async function openMailbox(): Promise<Mailbox> {
  const received: ReceivedMail[] = []
  let held: (() => void) | undefined
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const text = Buffer.concat(chunks)
          .toString()
          .replaceAll(/=\r?\n/g, '')
        received.push({ messageId: /^Message-ID: (\S+)/m.exec(text)?.[1] ?? '', text })
        const hold = held
        held = undefined
        if (hold) {
          hold()
        } else {
          done()
        }
      })
    },
  })
  // A desk that is killed leaves its connection in the middle of a mail.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}?from=desk@example.com`,
    received,
    holdNext: () => new Promise((resolve) => (held = resolve)),
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
