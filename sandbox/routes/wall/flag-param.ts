import { oauthError } from '../../world/graph-error.ts'
import { type Params, textParam } from '../graph/params.ts'

/** A yes or no as Graph takes it: `true`, `1`, `false`, `0`. Throws 100 for anything else. */
export function flagParam(params: Params, name: string): boolean | undefined {
  const text = textParam(params, name)?.toLowerCase()
  if (text === undefined || text === '') {
    return undefined
  }
  if (['true', '1'].includes(text)) {
    return true
  }
  if (['false', '0'].includes(text)) {
    return false
  }
  throw oauthError(100, `(#100) Param ${name} must be a boolean`)
}
