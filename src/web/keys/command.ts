/** One line of the command menu. */
export type Command = {
  readonly id: string
  readonly group: string
  readonly label: string
  /** As this keyboard has them written. */
  readonly keys: readonly string[]
  /** The label names a person, so letters with gaps do not find it. */
  readonly isNameOfPerson?: true
  readonly run: () => void
}
