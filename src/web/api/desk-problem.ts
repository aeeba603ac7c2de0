/** A refusal of the desk (RFC 9457): `code` is stable, `message` is for the person who sees it. */
export class DeskProblem extends Error {
  override readonly name = 'DeskProblem'
  readonly status: number
  readonly code: string
  readonly facts: Readonly<Record<string, unknown>>

  constructor(status: number, code: string, words: { readonly title: string; readonly facts: Readonly<Record<string, unknown>> }) {
    super(words.title)
    this.status = status
    this.code = code
    this.facts = words.facts
  }

  /** Reads a problem document; an answer that is none (a proxy's page, say) becomes `unreadable`. */
  static from(body: unknown, status: number): DeskProblem {
    const fields = isRecord(body) ? body : {}
    const code = typeof fields['code'] === 'string' ? fields['code'] : 'unreadable'
    const title = typeof fields['title'] === 'string' ? fields['title'] : `The desk answered ${status}. Try again in a moment.`
    return new DeskProblem(status, code, { title, facts: isRecord(fields['facts']) ? fields['facts'] : {} })
  }
}

/** The ticket that took over the one that was asked for, where the desk said so. */
export function takenOverBy(failure: unknown): string | undefined {
  const into = failure instanceof DeskProblem && failure.code === 'ticket-taken-over' ? failure.facts['into'] : undefined
  return typeof into === 'string' ? into : undefined
}

/** Words for a form that was refused: at the fields that it has, and for the whole of it. */
export type FormWords<Field extends string> = {
  readonly at: Readonly<Partial<Record<Field, string>>>
  readonly whole: string | undefined
}

/** What was wrong, field by field where the desk says so; what concerns no field of this form stands for the whole. */
export function formWordsOf<Field extends string>(failure: unknown, fields: readonly Field[]): FormWords<Field> {
  const at: Partial<Record<Field, string>> = {}
  if (failure === null || failure === undefined) {
    return { at, whole: undefined }
  }
  const told = failure instanceof DeskProblem ? fieldsOf(failure) : []
  for (const { field, message } of told.toReversed()) {
    const known = fields.find((each) => each === field)
    if (known !== undefined) {
      at[known] = message
    }
  }
  const rest = told.find(({ field }) => !fields.some((each) => each === field))
  return { at, whole: told.length === 0 ? wordsOf(failure) : rest?.message }
}

function fieldsOf({ facts }: DeskProblem): readonly { readonly field: string; readonly message: string }[] {
  const fields = Array.isArray(facts['fields']) ? facts['fields'] : []
  return fields.filter(isRecord).map(({ field, message }) => ({ field: String(field), message: String(message) }))
}

/** What to tell a person about anything that was thrown by a call. */
export function wordsOf(failure: unknown): string {
  if (failure instanceof DeskProblem) {
    return failure.message
  }
  return 'The desk cannot be reached. Check your connection and try again.'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
