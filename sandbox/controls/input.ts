import { psidOf } from '../world/ids.ts'
import type { Person, Page, World } from '../world/world.ts'

/** A control was called wrongly; becomes `{"error": words}` with the status. */
export class ControlError extends Error {
  override readonly name = 'ControlError'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export type Input = Readonly<Record<string, unknown>>

const LONGEST_WAIT_MS = 2 ** 31 - 1
export const LAST_MOMENT = Date.UTC(9999, 11, 31)

export function inputOf(body: unknown): Input {
  const text = Buffer.isBuffer(body) && body.length > 0 ? body.toString() : '{}'
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new ControlError(400, 'The body is not JSON.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ControlError(400, 'The body is not a JSON object.')
  }
  return value as Input
}

export function text(input: Input, name: string): string | undefined {
  const value = input[name]
  if (value === undefined || value === null) {
    return undefined
  }
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new ControlError(400, `${name} must be text.`)
  }
  return String(value)
}

export function needed(input: Input, name: string): string {
  const value = text(input, name)
  if (value === undefined || value === '') {
    throw new ControlError(400, `${name} is missing.`)
  }
  return value
}

/** What somebody or something is called: not only blanks, and none around it. */
export function name(input: Input, member: string): string | undefined {
  const value = text(input, member)?.trim()
  if (value === '') {
    throw new ControlError(400, `${member} is empty.`)
  }
  return value
}

export function neededName(input: Input, member: string): string {
  const value = name(input, member)
  if (value === undefined) {
    throw new ControlError(400, `${member} is missing.`)
  }
  return value
}

export function number(input: Input, name: string): number | undefined {
  const value = input[name]
  if (value === undefined) {
    return undefined
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new ControlError(400, `${name} must be a number.`)
  }
  return value
}

/** A number from 0 to `most`: a span of time, a count, a percentage. */
export function amount(input: Input, name: string, most = Number.MAX_SAFE_INTEGER): number | undefined {
  const value = number(input, name)
  if (value !== undefined && (value < 0 || value > most)) {
    throw new ControlError(400, `${name} must be a number from 0 to ${most}.`)
  }
  return value
}

/** A whole number from 1 to `most`: how many of something, how often. */
export function count(input: Input, name: string, most = Number.MAX_SAFE_INTEGER): number | undefined {
  const value = number(input, name)
  if (value !== undefined && (!Number.isInteger(value) || value < 1 || value > most)) {
    throw new ControlError(400, `${name} must be a whole number from 1 to ${most}.`)
  }
  return value
}

/** A whole number as a query writes it. */
export function digits(query: Input, name: string): number | undefined {
  const value = text(query, name)
  if (value === undefined) {
    return undefined
  }
  if (!/^\d+$/.test(value)) {
    throw new ControlError(400, `${name} must be a whole number.`)
  }
  return Number(value)
}

/** Milliseconds that something really waits: a timer takes no more. */
export function waitMs(input: Input, name: string): number | undefined {
  return amount(input, name, LONGEST_WAIT_MS)
}

/** A moment in milliseconds, from 1970 to the end of 9999: Graph writes years with four digits. */
export function moment(input: Input, name: string): number | undefined {
  return amount(input, name, LAST_MOMENT)
}

export function flag(input: Input, name: string): boolean | undefined {
  const value = input[name] ?? undefined
  if (value !== undefined && typeof value !== 'boolean') {
    throw new ControlError(400, `${name} must be true or false.`)
  }
  return value
}

export function oneOf<Choice extends string>(input: Input, name: string, choices: readonly Choice[]): Choice | undefined {
  const value = text(input, name)
  if (value === undefined) {
    return undefined
  }
  const found = choices.find((choice) => choice === value)
  if (found === undefined) {
    throw new ControlError(400, `${name} must be one of ${choices.join(', ')}.`)
  }
  return found
}

/** An object, e.g. a referral; undefined when it is not there. */
export function object(input: Input, name: string): Input | undefined {
  const value = input[name]
  if (value === undefined || value === null) {
    return undefined
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new ControlError(400, `${name} must be an object.`)
  }
  return value as Input
}

/** A list of texts, e.g. of ids; undefined when it is not there. */
export function texts(input: Input, name: string): string[] | undefined {
  const value = input[name]
  if (value === undefined) {
    return undefined
  }
  if (!Array.isArray(value) || !value.every((each) => typeof each === 'string' || typeof each === 'number')) {
    throw new ControlError(400, `${name} must be a list of texts.`)
  }
  return value.map(String)
}

/** A list of objects; empty when it is not there. */
export function objects(input: Input, name: string): Input[] {
  const value = input[name] ?? []
  if (!Array.isArray(value) || !value.every((each) => typeof each === 'object' && each !== null && !Array.isArray(each))) {
    throw new ControlError(400, `${name} must be a list of objects.`)
  }
  return value as Input[]
}

/** Leaves out what is undefined, so that a webhook has no empty members. */
export function given(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}

export function pageIn(world: World, id: string): Page {
  const page = world.state.pages.get(id)
  if (!page) {
    throw new ControlError(404, `There is no Page ${id}.`)
  }
  return page
}

/** A person by their own id, or by a PSID, also one that has not written yet. */
export function personIn(world: World, id: string): Person {
  const { people, conversations } = world.state
  const person = people.get(id) ?? people.get(conversations.get(id)?.personId ?? '') ?? personOfPsid(world, id)
  if (!person) {
    throw new ControlError(404, `There is no person ${id}.`)
  }
  return person
}

function personOfPsid(world: World, psid: string): Person | undefined {
  if (!/^\d{16,17}$/.test(psid)) {
    return undefined
  }
  const pageIds = [...world.state.pages.keys()]
  return [...world.state.people.values()].find((person) => pageIds.some((pageId) => psidOf(pageId, person.id) === psid))
}
