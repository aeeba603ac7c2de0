/** The first of a person's names, for a button, a greeting, a sentence. */
export function firstNameOf(name: string): string {
  return name.trim().split(/\s+/u)[0] ?? ''
}
