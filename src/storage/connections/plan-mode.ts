/** PostgreSQL's setting `plan_cache_mode`. */
type PlanMode = 'auto' | 'force_generic_plan'

/** A statement as pg is asked it: text and values, or an object with these and a name. */
type Question = readonly unknown[]

/**
 * Which plans one session makes. A statement that has a name is planned for all values, from its first asking on; every other one for the values at hand.
 * Left to itself, PostgreSQL takes a plan for all values only where it costs no more than those for the values at hand did on average, back to when the
 * tables were empty: a desk that grows would plan its longest statements thousands of times before that.
 */
export class PlanModeWatch {
  /** Undefined: nobody knows; a rollback takes back what was set in the transaction. */
  #mode: PlanMode | undefined

  /** What the session has to be told before it is asked this. */
  before(question: Question): string | undefined {
    const wanted = modeFor(question)
    if (wanted === undefined || wanted === this.#mode) {
      return undefined
    }
    this.#mode = wanted
    return `set plan_cache_mode = ${wanted}`
  }

  /** To be called after it was asked. */
  after(question: Question): void {
    if (/^\s*rollback/i.test(textOf(question))) {
      this.forget()
    }
  }

  /** The session was told and did not take it: its transaction had failed before. */
  forget(): void {
    this.#mode = undefined
  }
}

function modeFor([first, second]: Question): PlanMode | undefined {
  const { name, values = second } = typeof first === 'object' ? ({ ...first } as { name?: unknown; values?: unknown }) : {}
  if (typeof name === 'string') {
    return 'force_generic_plan'
  }
  return Array.isArray(values) && values.length > 0 ? 'auto' : undefined
}

function textOf([first]: Question): string {
  const text: unknown = typeof first === 'object' ? { ...(first as { text?: unknown }) }.text : first
  return typeof text === 'string' ? text : ''
}
