import { parseLooseJson } from '../graph/loose-json.ts'
import type { Params } from '../graph/params.ts'

/** A parameter of any JSON kind: JSON itself, or JSON written into a form field or the query; other text stays text. */
export function jsonParam(params: Params, name: string): unknown {
  const value = params[name]
  return typeof value === 'string' && /^\s*[[{]/.test(value) ? (parseLooseJson(value) ?? value) : value
}
