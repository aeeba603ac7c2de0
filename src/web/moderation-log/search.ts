import { PUBLIC_ACT_NAMES, type PublicActName } from '#domain/acts/act-name.ts'
import { ACT_RESULTS, type ActResult } from '#domain/acts/result.ts'
import { textInAddress, wordInAddress } from '../text-in-address.ts'
import { PERIODS, type Period } from './log-period.ts'

/** The filters of the log, as they stand in the address. What is not there is not asked for; `from` and `to` are days. */
export type LogSearch = {
  readonly when?: Period
  readonly from?: string
  readonly to?: string
  readonly by?: string
  readonly act?: PublicActName
  readonly channel?: string
  readonly result?: ActResult
}

const DAY = /^\d{4}-\d{2}-\d{2}$/u
const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u

export function logSearch(search: Record<string, unknown>): LogSearch {
  return {
    ...wordInAddress(search, 'when', PERIODS),
    ...wordInAddress(search, 'act', PUBLIC_ACT_NAMES),
    ...wordInAddress(search, 'result', ACT_RESULTS),
    ...textLike(search, 'from', DAY),
    ...textLike(search, 'to', DAY),
    ...textLike(search, 'by', ID),
    ...textLike(search, 'channel', ID),
  }
}

function textLike<Name extends string>(search: Record<string, unknown>, name: Name, shape: RegExp): Partial<Record<Name, string>> {
  const found = textInAddress(search, name)
  return shape.test(found[name] ?? '') ? found : {}
}
