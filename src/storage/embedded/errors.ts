/** Why the embedded PostgreSQL cannot be had. All of these end the start of the desk; `message` is written for the operator. */
export type EmbeddedErrorCode =
  | 'data-dir-in-use'
  | 'data-dir-unreadable'
  | 'platform-unsupported'
  | 'no-home'
  | 'cluster-missing'
  | 'cluster-version'
  | 'init-failed'
  | 'would-not-start'

export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError'
  readonly code: EmbeddedErrorCode

  constructor(code: EmbeddedErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
