import { oauthError, type GraphError } from '../../graph-error.ts'

/** A JSON object somewhere inside a call's parameters. */
export type Json = Readonly<Record<string, unknown>>

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Clients write null for what they leave out. */
export function isGiven(of: Json, name: string): boolean {
  return of[name] !== undefined && of[name] !== null
}

/** A member as text. Graph takes numbers for texts; anything else is refused by its place, e.g. `message[text]`. */
export function textAt(of: Json, name: string, where: string): string | undefined {
  const value = of[name]
  if (value === undefined || value === null) {
    return undefined
  }
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw oauthError(100, `(#100) Param ${where} must be a UTF-8 encoded string`)
  }
  return String(value)
}

/** A member that must be there and not be empty (the words are seen in a report of 2016, maciekmm/messenger-platform-go-sdk #14). */
export function fullTextAt(of: Json, name: string, where: string): string {
  const text = textAt(of, name, where)
  if (text === undefined || text === '') {
    throw oauthError(100, `(#100) Param ${where} must be a non-empty UTF-8 encoded string`)
  }
  return text
}

export function flagAt(of: Json, name: string): boolean {
  return of[name] === true || of[name] === 'true' || of[name] === 1
}

/** A member as a list of objects; undefined when it is not there. */
export function listAt(of: Json, name: string, where: string): Json[] | undefined {
  const value = of[name]
  if (value === undefined || value === null) {
    return undefined
  }
  if (!Array.isArray(value)) {
    throw oauthError(100, `(#100) Param ${where} must be an array.`)
  }
  return value.map((each, index) => {
    if (!isJson(each)) {
      throw oauthError(100, `(#100) Param ${where}[${index}] must be a JSON object`)
    }
    return each
  })
}

export function objectAt(of: Json, name: string, where: string): Json | undefined {
  const value = of[name]
  if (value === undefined || value === null) {
    return undefined
  }
  if (!isJson(value)) {
    throw oauthError(100, `(#100) Param ${where} must be a JSON object`)
  }
  return value
}

export function checkLength(text: string | undefined, limit: number, where: string): void {
  if (text !== undefined && text.length > limit) {
    throw tooLong(where, limit)
  }
}

export function tooLong(where: string, limit: number): GraphError {
  return oauthError(100, `(#100) Length of param ${where} must be less than or equal to ${limit}`)
}

/** 105 and 194 are seen in reports (botman #694, node-red-contrib-chatbot #512). */
export function checkCount(count: number, limits: { readonly min: number; readonly max: number }, where: string): void {
  if (count > limits.max) {
    throw oauthError(105, `(#105) param ${where} has too many elements.`)
  }
  if (count < limits.min) {
    throw oauthError(194, `(#194) param ${where} has too few elements.`)
  }
}

export function mustBeOneOf(value: string | undefined, choices: readonly string[], where: string): void {
  if (value !== undefined && !choices.includes(value)) {
    throw oauthError(100, `(#100) Param ${where} must be one of {${choices.join(', ')}}`)
  }
}
