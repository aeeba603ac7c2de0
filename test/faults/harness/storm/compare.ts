import { isDeepStrictEqual } from 'node:util'
import type { State } from './state.ts'

/** A part of the state: how many things it has, and what is not the same, in words. */
export type Compared = { readonly part: string; readonly count: number; readonly differences: readonly string[] }

export function compare(expected: State, actual: State): Compared[] {
  return Object.entries(expected).map(([part, things]) => ({
    part,
    count: Object.keys(things).length,
    differences: differencesOf(things, actual[part] ?? {}),
  }))
}

type Things = Readonly<Record<string, unknown>>

function differencesOf(expected: Things, actual: Things): string[] {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])]
  return names.flatMap((name) => {
    if (!Object.hasOwn(actual, name)) {
      return [`${name}: missing; it is ${shown(expected[name])}`]
    }
    return Object.hasOwn(expected, name)
      ? differencesIn(expected[name], actual[name], name)
      : [`${name}: too much; it is ${shown(actual[name])}`]
  })
}

/** The smallest things within two values that are not the same, with the path that leads to them. */
function differencesIn(expected: unknown, actual: unknown, path: string): string[] {
  if (isDeepStrictEqual(expected, actual)) {
    return []
  }
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length !== actual.length) {
    return [`${path}: ${expected.length} in order, ${actual.length} in the storm: ${shown(expected)} became ${shown(actual)}`]
  }
  if (!isObject(expected) || !isObject(actual)) {
    return [`${path}: ${shown(expected)} became ${shown(actual)}`]
  }
  const keys = [...new Set([...Object.keys(expected), ...Object.keys(actual)])]
  return keys.flatMap((key) => differencesIn(expected[key], actual[key], `${path}.${key}`))
}

const MOST = 500

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, MOST)
}

function isObject(value: unknown): value is Things {
  return typeof value === 'object' && value !== null
}
