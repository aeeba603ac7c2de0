/** The part of a pino logger that the supervisor uses. */
export type Log = {
  readonly info: (facts: object, words: string) => void
  readonly warn: (facts: object, words: string) => void
}
