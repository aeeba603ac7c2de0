/** One line of the report. */
export type FaultResult = {
  readonly name: string
  /** What was not as promised; undefined where everything was. */
  readonly fault: string | undefined
  /** What was measured, in words. */
  readonly measured?: string
  /** From the return of what was broken to the moment everything worked again. */
  readonly recoveredMs?: number
}

export type FaultPlan = {
  /** Only these faults; all without it. */
  readonly only?: readonly string[]
  /** How often each; as often as the long form without it. */
  readonly times?: number
  /** Of what is drawn by lot, where the kind draws lots; another one each time without it. */
  readonly seed?: number
  /** How many replies are sent, where the kind sends them. */
  readonly sends?: number
  readonly tell: (result: FaultResult) => void
}
