import { createTransport } from 'nodemailer'

type OutgoingMail = { readonly id: string; readonly recipient: string; readonly subject: string; readonly bodyText: string }

export type MailTransport = {
  /** Resolves once the server took the mail. Rejects with what the server or the network said. */
  send(mail: OutgoingMail): Promise<void>
  close(): void
}

export type SmtpOptions = {
  /** `smtp://user:password@host:587` or `smtps://…`; `?from=desk@example.com` names the sender. */
  readonly smtpUrl: string
  readonly publicUrl: string
}

const TIMEOUT_MS = 20_000

/** Sends over SMTP. The sender is the URL's `from`, else its user when that is an e-mail, else pagedesk@ the desk's host. */
export function openSmtp({ smtpUrl, publicUrl }: SmtpOptions): MailTransport {
  const url = new URL(smtpUrl)
  const host = new URL(publicUrl).hostname
  const from = senderOf(url, host)
  url.searchParams.delete('from')
  const transport = createTransport({
    url: url.href,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async ({ id, recipient, subject, bodyText }) => {
      await transport.sendMail({
        from: { name: 'Pagedesk', address: from },
        // As an object: the text of an address is never parsed for more of them.
        to: { name: '', address: recipient },
        subject,
        text: bodyText,
        messageId: `<${id}@${host}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
    },
    close: () => transport.close(),
  }
}

/** A reply of the 500s is the server's last word (RFC 5321, 4.2.1), but for a wrong password, which the operator mends. */
export function isRefusedForGood(error: unknown): boolean {
  const code = responseCodeOf(error)
  return code !== undefined && code >= 500 && fieldOf(error, 'code') !== 'EAUTH'
}

/** What the administrator reads under Mail. The server's own words, which hold neither password nor text. */
export function wordsOfFailure(error: unknown): string {
  const code = responseCodeOf(error)
  const said = error instanceof Error ? error.message : String(error)
  const start = code === undefined ? 'The mail server cannot be reached' : `The mail server answered ${code}`
  return `${start}: ${said}`.slice(0, 500)
}

function responseCodeOf(error: unknown): number | undefined {
  const code = fieldOf(error, 'responseCode')
  return typeof code === 'number' ? code : undefined
}

function fieldOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
}

function senderOf(url: URL, host: string): string {
  const user = decodeURIComponent(url.username)
  return url.searchParams.get('from') ?? (user.includes('@') ? user : `pagedesk@${host}`)
}
