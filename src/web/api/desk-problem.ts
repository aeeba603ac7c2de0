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
