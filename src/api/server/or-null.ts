/** What is not there is null in JSON. */
export function orNull<Value>(value: Value | undefined): Value | null {
  return value ?? null
}
