/** Every way the desk can say no. `api/problems.ts` turns a code into a status in one table; nothing else does. */
export type DeskErrorCode =
  | 'not-found'
  | 'not-signed-in'
  | 'not-allowed'
  | 'invalid'
  | 'conflict'
  | 'set-up-done'
  | 'too-many-requests'
  | 'extension-disabled'
  | 'reply-window-closed'
  | 'reply-mode-not-granted'
  | 'rule-not-confirmed'
  | 'thread-moved'
  | 'message-empty'
  | 'message-too-long'
  | 'channel-disconnected'
  | 'ticket-closed'
  | 'ticket-taken-over'
  | 'authorisation-invalid'
  | 'page-not-eligible'
  | 'page-held-elsewhere'
  | 'facebook-refused'
  | 'facebook-unreachable'
  | 'database-unavailable'
  | 'idempotency-key-missing'
  | 'idempotency-key-reused'
  | 'request-in-progress'
  | 'body-too-large'
  | 'unsupported-media-type'
  | 'misdirected'
  | 'too-slow'
  | 'headers-too-large'
  | 'overloaded'
  | 'file-not-kept'
  | 'file-gone'
  | 'file-storage-unavailable'
  | 'range-not-satisfiable'
  | 'file-refused'

/** An expected refusal. `message` is for the person who sees it: what happened, why, what to do now. */
export class DeskError extends Error {
  override readonly name = 'DeskError'
  readonly code: DeskErrorCode
  /** Facts the screen may show beside the words, for example `{"field":"email"}` or Facebook's code and subcode. */
  readonly detail: Readonly<Record<string, unknown>> | undefined

  constructor(code: DeskErrorCode, message: string, options?: ErrorOptions & { detail?: Readonly<Record<string, unknown>> }) {
    super(message, options)
    this.code = code
    this.detail = options?.detail
  }
}
