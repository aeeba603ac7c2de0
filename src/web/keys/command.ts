/** One line of the command menu. */
export type Command = {
  readonly id: string
  readonly group: string
  readonly label: string
  readonly keys: readonly string[]
  readonly run: () => void
}
