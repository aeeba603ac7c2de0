import type { FileSettings } from './file-settings.ts'

/** What the process that keeps files is to do. */
export type FileTask = {
  readonly databaseUrl: string
  readonly files: FileSettings
  /** An origin beside the public internet that may be asked: the sandbox's, in a demo. */
  readonly trustedOrigin: string | undefined
}

/** What it is told: once its task, and then how far the desk's clock is ahead, each time that changes. */
export type ToFileProcess = { readonly task: FileTask; readonly aheadMs: number } | { readonly aheadMs: number } | 'stop'

/** What it tells. */
export type FromFileProcess =
  | 'started'
  | { readonly failure: string }
  /** Told when that changes; meanwhile nothing else is told of a database that is away. */
  | { readonly databaseAnswers: boolean }
