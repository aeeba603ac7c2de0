/** A JSON value that stays text: too large to be made into objects, or to be written out again, between other work. */
export class JsonText {
  readonly json: string

  constructor(json: string) {
    this.json = json
  }
}

/** A value as JSON. Where it is, or directly holds, text that is JSON already, that text is taken as it is. */
export function jsonOf(value: unknown): string {
  if (value instanceof JsonText) {
    return value.json
  }
  if (typeof value !== 'object' || value === null || !Object.values(value).some((member) => member instanceof JsonText)) {
    return JSON.stringify(value ?? null)
  }
  return `{${Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => `${JSON.stringify(key)}:${jsonOf(member)}`)
    .join(',')}}`
}
